/** What the Publication Manual of the American Psychological Association, 7th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { soleOrganisation, without } from './item-members.ts'
import type { PreparationContext } from './preparation.ts'
import { capitalizeSentences } from './sentence-case.ts'
import { unpublishedByStatus } from './unpublished.ts'

/**
 * Sentence case (6.17), one mention of an author that is also site and publisher (9.29), no retrieval without a date
 * (9.16), films as films and what goes on to the present (10.12), proceedings with a publisher as books (10.5).
 */
export function prepareForApa(item: CslItem, { noDate }: PreparationContext): CslItem {
  return undatedAddress(
    authorOnce(sentenceCase(toThePresent(ofItsKind(unpublishedByStatus(item)), noDate))),
    noDate,
  )
}

/** CSL has no term for the present: in other languages than English the range is left open, "2015–". */
function toThePresent(item: CslItem, noDate: string): CslItem {
  const [[year] = [], end] = item.issued?.['date-parts'] ?? []
  const goesOn = year !== undefined && year > 0 && end?.[0] === 0
  return goesOn && noDate === 'n.d.' ? { ...item, issued: { literal: `${year}–present` } } : item
}

function ofItsKind(item: CslItem): CslItem {
  const { type, genre, medium, publisher, volume, issue } = item
  if (type === 'motion_picture' && !genre && !medium) return { ...item, genre: 'Film' }
  return type === 'paper-conference' && item['container-title'] && publisher && !volume && !issue
    ? { ...without(item, 'event-title', 'event-place', 'event-date'), type: 'chapter' }
    : item
}

/** Titles of works; the name of a journal, a newspaper or a site stays as it is written. */
const TITLES = ['title', 'title-short', 'original-title', 'reviewed-title', 'volume-title'] as const

/** Types that stand in a book. */
const IN_A_BOOK: ReadonlySet<string> = new Set([
  'chapter',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'figure',
])

function sentenceCase(item: CslItem): CslItem {
  const fields = IN_A_BOOK.has(item.type) ? [...TITLES, 'container-title' as const] : TITLES
  const titles = fields.flatMap((field) => {
    const title = item[field]
    return title === undefined ? [] : [[field, capitalizeSentences(title, item.language)]]
  })
  return { ...item, ...Object.fromEntries(titles) }
}

function authorOnce(item: CslItem): CslItem {
  const organisation = soleOrganisation(item)
  if (organisation === undefined) return item
  const same = (['container-title', 'publisher'] as const).filter((field) => item[field] === organisation)
  return without(item, ...same)
}

/** The style prints "Retrieved …, from" before the address of an undated work, even when no date is known. */
function undatedAddress(item: CslItem, noDate: string): CslItem {
  if (!item.URL || item.issued || item.accessed || item.status) return item
  return { ...item, issued: { literal: noDate } }
}
