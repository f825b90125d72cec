import { extname } from 'node:path'
import { ColophonError } from '../../errors.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import { fittingManifest } from './checked-manifest.ts'
import type { ReadEntries } from './list-entry.ts'

/** A bibliography and the name of its file, which may be unknown. */
export interface BibliographyText {
  text: string
  name: string
}

/**
 * What a bibliography, BibTeX or CSL-JSON, says of each work, by the key by which texts cite it; the first of a key.
 *
 * @throws ColophonError `invalid_list`
 */
export async function readBibliography(list: BibliographyText): Promise<Map<string, GivenMetadata>> {
  const { entries } = await read(list)
  const found = new Map<string, GivenMetadata>()
  for (const { key, fields } of entries)
    if (key !== undefined && !found.has(key)) found.set(key, fittingManifest(fields).manifest)
  return found
}

/** By its name, else by how it begins. */
async function read({ text, name }: BibliographyText): Promise<ReadEntries> {
  const extension = extname(name).toLowerCase()
  const isItems = text.trimStart().startsWith('[')
  if (isItems && (extension === '.json' || extension === ''))
    return (await import('./json.ts')).readItems(text)
  if (['.bib', '.bibtex', ''].includes(extension)) return (await import('./bibtex.ts')).readBibtex(text)
  throw new ColophonError(
    'invalid_list',
    `${name} is no bibliography. It must be BibTeX (.bib) or an array of CSL-JSON (.json).`,
  )
}
