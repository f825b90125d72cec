/** What Citing Medicine, 2nd edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { withNlmNames } from './names.ts'
import { unpublishedByDate } from './unpublished.ts'

/** Works in press are told by their date; names have no full stop and rank in ordinals. */
export function prepareForNlm(item: CslItem): CslItem {
  return withNlmNames(unpublishedByDate(item))
}
