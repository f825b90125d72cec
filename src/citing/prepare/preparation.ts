import type { CslItem } from '../csl/item.ts'

/** The words for the years before and of our era. */
export interface Eras {
  bc: string
  ad: string
}

/** What a preparation may need to know of the locale and the style. */
export interface PreparationContext {
  /** The locale's short word for an undated work, such as "n.d.". */
  noDate: string
  /** What the locale prints behind a year, with its space: " BC", " AD". */
  eras: Eras
  /** Whether the style prints a DOI as the address that it leads to. */
  linksDois: boolean
}

/** What a handbook asks of an item; the given item is not changed. */
export type Preparation = (item: CslItem, context: PreparationContext) => CslItem
