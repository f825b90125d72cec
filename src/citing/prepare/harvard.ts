/** What Cite Them Right, 12th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'
import { reviewAsArticle } from './reviews.ts'
import { unpublishedByStatus } from './unpublished.ts'

/**
 * Works in press are told by their status; proceedings that bear the name of their conference name it once; who wrote the
 * book that a part stands in is told with the book alone.
 */
export function prepareForHarvard(item: CslItem): CslItem {
  return authorsOfABook(conferenceOnce(reviewAsArticle(unpublishedByStatus(item))))
}

function authorsOfABook(item: CslItem): CslItem {
  return item['container-title'] === undefined ? without(item, 'container-author') : item
}

function conferenceOnce(item: CslItem): CslItem {
  const event = item['event-title']?.toLowerCase()
  return event && item['container-title']?.toLowerCase().includes(event) ? without(item, 'event-title') : item
}
