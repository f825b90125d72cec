/** What The Chicago Manual of Style, 18th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'

/** A web site that bears its publisher's name names it once. */
export function prepareForChicago(item: CslItem): CslItem {
  const { publisher } = item
  return publisher !== undefined && publisher === item['container-title'] ? without(item, 'publisher') : item
}
