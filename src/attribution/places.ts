import { EDITIONS, labelMeant } from '../numbering/labels.ts'
import type { PassageLocator } from '../numbering/numbering.ts'
import type { Quote } from '../quoting/quote.ts'
import type { ClaimedLocator } from './claim.ts'

/** Labels of paragraphs, as people and styles write them. */
const PARAGRAPH =
  /^(?:\u00b6{1,2}|paras?|pars?|paragraphs?|abs|abs\u00e4tze?|absatz|rn|randn(?:r|ummern?)|p\u00e1rr(?:afos?)?|parr(?:afos?)?|paragraphes?|al(?:in\u00e9as?)?|cpv|capoversi|capoverso|alineas?|stk|st|styck(?:e|et)|afsnit|avsnitt|kpl|akap(?:it|ity|itach)?|odst(?:avec)?|bek(?:ezd\u00e9s)?|\u03c0\u03b1\u03c1|\u0430\u0431\u0437(?:\u0430\u0446|\u0430\u0446\u044b)?|\u6bb5\u843d?|\ub2e8\ub77d)$/iu
const LOCATOR = /^(\u00a7{1,2}|\u00b6{1,2}|[\p{L}\p{M}]{1,20})?\.? ?(\d[\d ,;\u2013\u2014&/-]*(?:ff?\.?)?)$/u

/** "verse 3:16", "p. xii" */
const LABELLED = /^([\p{L}\u00a7]{1,20})\.? ([\divxlc].{0,60})$/u

/** Reads a pinpoint that was typed in one, such as "para. 4" or "4"; a number alone is a paragraph's. */
export function readLocator(typed: string): ClaimedLocator {
  const said = typed.replace(/\s+/g, ' ').trim()
  const [, label, value] = LOCATOR.exec(said) ?? []
  if (value !== undefined) return { label: label ?? 'paragraph', value }
  const [, word = '', place = ''] = LABELLED.exec(said) ?? []
  return labelMeant(word) === undefined ? { label: '', value: said } : { label: word, value: place }
}

/** Paragraphs that are claimed, both ends included; null when the pinpoint names none, such as a page. */
export function claimedParagraphs({ label, value }: ClaimedLocator): [from: number, to: number][] | null {
  if (!PARAGRAPH.test(label.trim().replace(/\.$/, ''))) return null
  const ranges = value.split(/[,;&]|\band\b|\bund\b|\bet\b/).map((part): [number, number] | null => {
    const [, from, to, following] =
      /^\s*(\d{1,6})(?:\s*[-\u2010-\u2015]\s*(\d{1,6})|\s*(ff?)\.?)?\s*$/.exec(part) ?? []
    if (from === undefined) return null
    if (following) return [Number(from), following === 'f' ? Number(from) + 1 : Number.POSITIVE_INFINITY]
    return [Number(from), to === undefined ? Number(from) : endOf(from, to)]
  })
  return ranges.every((range) => range !== null) ? ranges : null
}

/** "131–2" ends at 132. */
function endOf(from: string, to: string): number {
  return Number(to.length < from.length ? from.slice(0, from.length - to.length) + to : to)
}

/** The numbers of the paragraphs in which a quote stands; empty for what stands in none that is counted. */
export function paragraphsOf({ spans }: Pick<Quote, 'spans'>): number[] {
  return [...new Set(spans.flatMap(({ number }) => number ?? []))].sort((a, b) => a - b)
}

/** Where a quote stands in the numbering that is claimed; a place without a label is one of Bekker's or Stephanus's. */
export function placeLike(
  { label }: ClaimedLocator,
  { locators }: Pick<Quote, 'locators'>,
): PassageLocator | undefined {
  const labels = label.trim() === '' ? EDITIONS : [labelMeant(label)]
  return locators.find((place) => labels.includes(place.label))
}

/** "par. 4", "pars. 4–5". */
export function printParagraphs(numbers: readonly number[]): string {
  const [first, last] = [numbers[0]!, numbers.at(-1)!]
  return first === last ? `par. ${first}` : `pars. ${first}\u2013${last}`
}

/** A pinpoint as it was claimed. */
export function printLocator(locator: ClaimedLocator): string {
  const { label, value } = locator
  if (claimedParagraphs(locator) === null) return `${label} ${value}`.trim()
  return `${/^\d+$/.test(value.trim()) ? 'par.' : 'pars.'} ${value.trim().replaceAll('-', '\u2013')}`
}
