import { extname } from 'node:path'
import { ColophonError } from '../../errors.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import { fittingManifest } from './checked-manifest.ts'
import type { ReadEntries } from './list-entry.ts'
import { listText } from './list-text.ts'

/**
 * What a bibliography, BibTeX or CSL-JSON, says of each work, by the key by which texts cite it; the first of a key.
 *
 * @throws ColophonError `unusable_path`, `invalid_list`
 */
export async function readBibliography(file: string): Promise<Map<string, GivenMetadata>> {
  const text = listText(file)
  const { entries } = await read(file, text)
  const found = new Map<string, GivenMetadata>()
  for (const { key, fields } of entries)
    if (key !== undefined && !found.has(key)) found.set(key, fittingManifest(fields).manifest)
  return found
}

async function read(file: string, text: string): Promise<ReadEntries> {
  const extension = extname(file).toLowerCase()
  if (extension === '.bib' || extension === '.bibtex') return (await import('./bibtex.ts')).readBibtex(text)
  if (extension === '.json' && text.trimStart().startsWith('['))
    return (await import('./json.ts')).readItems(text)
  throw new ColophonError(
    'invalid_list',
    `${file} is no bibliography. It must be BibTeX (.bib) or an array of CSL-JSON (.json).`,
  )
}
