/** What the Publication Manual of the American Psychological Association, 7th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { soleOrganisation, without } from './item-members.ts'
import type { PreparationContext } from './preparation.ts'
import { capitalizeSentences } from './sentence-case.ts'

/** Sentence case (6.17), one mention of an author that is also site and publisher (9.29), no retrieval without a date (9.16). */
export function prepareForApa(item: CslItem, { noDate }: PreparationContext): CslItem {
  return undatedAddress(authorOnce(sentenceCase(item)), noDate)
}

function sentenceCase(item: CslItem): CslItem {
  const { title, 'title-short': short } = item
  return {
    ...item,
    ...(title !== undefined && { title: capitalizeSentences(title) }),
    ...(short !== undefined && { 'title-short': capitalizeSentences(short) }),
  }
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
