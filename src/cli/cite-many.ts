/** Several ids and items of one's own → one bibliography, or the cites in their order. */
import type { Cited } from '../citing/cited.ts'
import type { CslItem } from '../citing/csl/item.ts'
import { cslItem } from '../citing/csl/item-of-work.ts'
import { readCslItems } from '../citing/csl/json.ts'
import type { CiteManyRequest, CiteOf } from '../citing/many.ts'
import { cslLocator } from '../citing/pieces/locator.ts'
import { ColophonError } from '../errors.ts'
import { readGiven } from '../files/user-path.ts'

/** The items of a CSL-JSON file. @throws ColophonError `invalid_item`, `unusable_path` */
export function readItemsFile(file: string): CslItem[] {
  const json = readGiven(file)
    .toString()
    .replace(/^\uFEFF/, '')
  try {
    return readCslItems(JSON.parse(json))
  } catch (error) {
    throw new ColophonError('invalid_item', `${file} is not CSL-JSON: ${(error as Error).message}`)
  }
}

/** What the citer is asked for: a work stands once in the bibliography, however many of its parts are cited. */
export function bibliographyOf(
  ids: readonly string[],
  own: readonly CslItem[],
  found: ReadonlyMap<string, Cited>,
): Pick<CiteManyRequest, 'items' | 'cites'> {
  const items = new Map(own.map((item) => [item.id, item]))
  for (const { work } of found.values()) items.set(work.id, cslItem(work.metadata, { id: work.id }))
  const cites = (ids.length > 0 ? ids : own.map(({ id }) => id)).map((id) => citeOf(id, found.get(id)))
  return { items: [...items].map(([id, item]) => ({ id, item })), cites }
}

function citeOf(id: string, cited: Cited | undefined): CiteOf {
  if (!cited) return { id }
  const { work, locator } = cited
  return { id: work.id, ...(locator && cslLocator(locator)) }
}
