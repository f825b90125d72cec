/**
 * Items are made ready for a style before the engine sees them: what a handbook asks of the data cannot
 * be said in CSL, and a printed string is never edited.
 */
import type { CslItem } from '../csl/item.ts'
import { prepareForApa } from './apa.ts'
import { prepareForChicago } from './chicago.ts'
import { withReadDates } from './dates.ts'
import { withPrintableDoi } from './dois.ts'
import { withKnownLanguage } from './language.ts'
import { prepareForMla } from './mla.ts'
import { withReadableNames } from './names.ts'
import { onOneLine } from './one-line.ts'
import type { Preparation, PreparationContext } from './preparation.ts'
import { protectNames } from './protected-names.ts'
import { unpublishedByDate, unpublishedByStatus } from './unpublished.ts'

/** Style id → what its handbook asks of an item; every other style takes items as they are. */
const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  apa: prepareForApa,
  'chicago-author-date': prepareForChicago,
  'chicago-notes-bibliography': prepareForChicago,
  'harvard-cite-them-right': unpublishedByStatus,
  ieee: unpublishedByDate,
  'modern-language-association': prepareForMla,
  'nlm-citation-sequence': unpublishedByDate,
}

/** The item as the style's engine wants it. The given item is not changed. */
export function prepareItem(item: CslItem, styleId: string, context: PreparationContext): CslItem {
  const readable = withReadDates(onOneLine(withPrintableDoi(item, context.linksDois)))
  const prepared = PREPARATIONS[styleId]?.(readable, context) ?? readable
  return withReadableNames(withKnownLanguage(protectNames(prepared)))
}
