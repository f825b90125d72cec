/** Works that are not published yet: the words stand in `issued` or in `status`, and a style prints one of both. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'

/** What stands for a year that is to come. */
const UNPUBLISHED = /^(?:in press|forthcoming|in preparation|under review|submitted)$/i

/** For a style that prints the status in place of a year, and numbers works by it: "in press-a" (APA, 8.19). */
export function unpublishedByStatus(item: CslItem): CslItem {
  const words = item.issued?.literal
  if (words === undefined || item.status !== undefined || !UNPUBLISHED.test(words.trim())) return item
  return { ...without(item, 'issued'), status: words }
}

/** For a style that knows no status: the words are the date. */
export function unpublishedByDate(item: CslItem): CslItem {
  const { status } = item
  if (status === undefined || item.issued !== undefined || !UNPUBLISHED.test(status.trim())) return item
  return { ...without(item, 'status'), issued: { literal: status } }
}
