/** Reviews stand in journals and magazines as other articles do. */
import type { CslItem } from '../csl/item.ts'

/** The item as an article, for a style that has no place for a review: of a journal where it has a volume or an issue. */
export function reviewAsArticle(item: CslItem): CslItem {
  if (item.type !== 'review' && item.type !== 'review-book') return item
  const isOfJournal = item.volume !== undefined || item.issue !== undefined
  return { ...item, type: isOfJournal ? 'article-journal' : 'article-magazine' }
}
