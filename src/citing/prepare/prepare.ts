/**
 * Items are made ready for a style before the engine sees them: what a handbook asks of the data cannot
 * be said in CSL, and a printed string is never edited.
 */
import type { CslItem } from '../csl/item.ts'
import { prepareForApa } from './apa.ts'
import { withoutCapitals } from './capitals.ts'
import { prepareForChicago } from './chicago.ts'
import { withBothEras, withEvenRanges, withReadDates } from './dates.ts'
import { withPrintableDoi } from './dois.ts'
import { type EditionWords, withEditionInWords } from './editions.ts'
import { prepareForHarvard } from './harvard.ts'
import { withKnownLanguage } from './language.ts'
import { prepareForMla } from './mla.ts'
import { withReadableNames } from './names.ts'
import { prepareForNlm } from './nlm.ts'
import { withWholeNumber } from './numbers.ts'
import { onOneLine } from './one-line.ts'
import type { Preparation, PreparationContext } from './preparation.ts'
import { protectNames } from './protected-names.ts'
import { unpublishedByDate } from './unpublished.ts'

/** Style id → what its handbook asks of an item; every other style takes items as they are. */
const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  apa: prepareForApa,
  'chicago-author-date': prepareForChicago,
  'chicago-notes-bibliography': prepareForChicago,
  'harvard-cite-them-right': prepareForHarvard,
  ieee: unpublishedByDate,
  'modern-language-association': prepareForMla,
  'nlm-citation-sequence': prepareForNlm,
}

/** Style id → how its handbook writes an edition that has no number. */
const EDITIONS: Readonly<Record<string, EditionWords>> = {
  apa: { term: 'ed.', abbreviated: true, capital: 'always' },
  'chicago-author-date': { term: 'ed.', abbreviated: true, capital: 'uncontained' },
  'chicago-notes-bibliography': { term: 'ed.', abbreviated: true },
  'harvard-cite-them-right': { term: 'edn', abbreviated: true, capital: 'always' },
  ieee: { term: 'ed.', abbreviated: true },
  'modern-language-association': { term: 'ed.', abbreviated: false },
  'nlm-citation-sequence': { term: 'ed.', abbreviated: true, capital: 'always' },
}

/** Its style file has words of its own in English. */
const APA_ERAS = { bc: ' B.C.E.', ad: ' C.E.' }

/** The item as the style's engine wants it. The given item is not changed. */
export function prepareItem(item: CslItem, styleId: string, context: PreparationContext): CslItem {
  const eras = styleId === 'apa' && context.noDate === 'n.d.' ? APA_ERAS : context.eras
  const readable = withBothEras(
    withEvenRanges(
      withReadDates(withoutCapitals(onOneLine(withPrintableDoi(withWholeNumber(item), context.linksDois)))),
    ),
    eras,
  )
  const edition = EDITIONS[styleId]
  const worded = edition ? withEditionInWords(readable, edition) : readable
  const prepared = PREPARATIONS[styleId]?.(worded, context) ?? worded
  return withReadableNames(withKnownLanguage(protectNames(prepared)))
}
