import type { CslItem } from '../csl/item.ts'

/** What a preparation may need to know of the locale. */
export interface PreparationContext {
  /** The locale's short word for an undated work, such as "n.d.". */
  noDate: string
}

/** What a handbook asks of an item; the given item is not changed. */
export type Preparation = (item: CslItem, context: PreparationContext) => CslItem
