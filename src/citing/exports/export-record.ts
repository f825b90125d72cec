/** What every export is written from: a work, or a passage of one, as it is cited. */
import type { CslItem } from '../csl/item.ts'
import type { Locator } from '../pieces/locator.ts'
import { citationKey } from './citation-key.ts'

/** A paragraph or a quote. `exact` holds its words; a quote outside all counted paragraphs has no locator. */
export interface Passage {
  kind: 'paragraph' | 'quote'
  id: string
  exact: string
  locator?: Locator | undefined
}

/** What is cited, before it has a citation key. */
export interface CitedThing {
  /** The work's item. Its `URL`, `accessed` and `archive` say which copy is cited. */
  item: CslItem
  /** The permanent address of what is cited: of the work, or of the passage. */
  url: string
  work: { id: string; title: string; url: string }
  passage?: Passage | undefined
  /** The licence's address or name. */
  license?: string | null | undefined
  /** The citation in words, for the formats that carry one beside the fields. */
  citation?: string | undefined
}

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
