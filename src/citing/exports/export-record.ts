/** What every export is written from: a work, or a passage of one, as it is cited. */
import type { CslItem } from '../csl/item.ts'
import { citationKey } from './citation-key.ts'
import type { CitedThing, Passage } from './cited-thing.ts'

/** What is cited, with the key that names it in a bibliography file. */
export interface ExportRecord extends CitedThing {
  kind: 'work' | Passage['kind']
  key: string
}

/** What is cited, ready to be written in any format. */
export function exportRecord(cited: CitedThing): ExportRecord {
  return { ...cited, kind: cited.passage?.kind ?? 'work', key: citationKey(cited) }
}

/**
 * The item with the address of what is cited: a passage has only its own, a work keeps that of the copy cited.
 * `accessed` belongs to the address that it came with, and goes when another takes its place.
 */
export function addressedItem({ item, url, passage }: ExportRecord): CslItem {
  const address = passage || item.URL === undefined ? url : item.URL
  if (address === item.URL) return item
  const { accessed: _, ...rest } = item
  return { ...rest, URL: address }
}
