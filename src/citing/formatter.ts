/** Where engines work: in this thread, or in another so that nobody waits for them but who asked. */
import type { CslItem } from './csl/item.ts'
import type { LocatorKind } from './pieces/locator.ts'
import type { CitePieces, EntryPieces, Formatted } from './pieces/pieces.ts'

/** What an item prints in a style and locale: both, or what of it was asked for. */
export interface Pieces {
  entry: EntryPieces
  cites: CitePieces
}

/** One item to be formatted. `style` is the id of a style that is there, `locale` the tag of a locale that is. */
export interface PiecesTask {
  style: string
  locale: string
  item: CslItem
  /** The kind of locator that the cites are for. */
  kind: LocatorKind
  wanted: { entry: boolean; cites: boolean }
}

/** A cite in a list; `item` is the item's place in it. `label` is a CSL locator term, `page` if a locator comes alone. */
export interface ListCite {
  item: number
  locator?: string
  label?: string
  mode?: CiteMode
}

/** The whole cite, the cite for a sentence that has named the author, or the author for the sentence. */
export const CITE_MODES = ['normal', 'suppress-author', 'author-only'] as const
export type CiteMode = (typeof CITE_MODES)[number]

/** The items of one document, and its cites in their order. */
export interface ItemList {
  items: CslItem[]
  cites: ListCite[]
}

/** A list to be formatted in a style and locale, as in PiecesTask. */
export interface ListTask extends ItemList {
  style: string
  locale: string
}

/** The entries in the style's order, without those for which it prints nothing; the cites as they were given. */
export interface FormattedList {
  bibliography: ({ item: number } & Formatted)[]
  cites: Formatted[]
}

/** Hands items to engines. Rejects with ColophonError `unusable_style`, or `busy` when too much waits. */
export interface Formatter {
  pieces(task: PiecesTask): Promise<Partial<Pieces>>
  list(task: ListTask): Promise<FormattedList>
  close(): Promise<void>
}
