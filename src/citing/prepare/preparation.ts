import type { CslItem } from '../csl/item.ts'

/** What a preparation may need to know of the locale and the style. */
export interface PreparationContext {
  /** The locale's short word for an undated work, such as "n.d.". */
  noDate: string
  /** Whether the style prints a DOI as the address that it leads to. */
  linksDois: boolean
}

/** What a handbook asks of an item; the given item is not changed. */
export type Preparation = (item: CslItem, context: PreparationContext) => CslItem
