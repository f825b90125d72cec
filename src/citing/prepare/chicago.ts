/** What The Chicago Manual of Style, 18th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'
import { reviewAsArticle } from './reviews.ts'
import { unpublishedByStatus } from './unpublished.ts'

/** Works in press are told by their status; a web site that bears its publisher's name names it once. */
export function prepareForChicago(item: CslItem): CslItem {
  return publisherOnce(reviewAsArticle(unpublishedByStatus(item)))
}

function publisherOnce(item: CslItem): CslItem {
  const { publisher } = item
  return publisher !== undefined && publisher === item['container-title'] ? without(item, 'publisher') : item
}
