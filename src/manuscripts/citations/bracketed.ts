import type { Claim } from '../../attribution/claim.ts'
import type { CitedSource } from './cited-source.ts'
import {
  behindSame,
  isNames,
  partedAtYear,
  placeAtStart,
  placeOf,
  SECOND_HAND,
  withoutLead,
  withoutRemarks,
} from './parts.ts'

/** What stands in brackets: sources, or a year or place of what the sentence names, or what was cited before. */
export type Bracketed =
  | { is: 'sources'; sources: CitedSource[] }
  /** "(1999, p. 3)": whose it is stands before it. */
  | { is: 'year'; claim: Claim }
  | { is: 'place'; claim: Claim }
  | { is: 'same'; claim: Claim }
  | { is: 'remark' }
  | { is: 'number'; numbers: number[]; claim: Claim }

const KEY = /-?@\{?([\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]{0,198}[\p{L}\p{N}_/])?)\}?/u
const ID = /^[0-9a-z]{16}(?:\.[0-9a-z]{24}(?:\.\d{1,6})?)?$/
const NUMBERS =
  /^(\d{1,3}(?: ?[,\u2013-] ?\d{1,3}){0,8})(?:[,;:] ?((?:[\p{L}]{1,12}\.?|\u00a7|\u00b6) ?\d.{0,30}))?$/u

/** Reads what stands in brackets; null when it is no citation. */
export function readBracketed(bracket: string): Bracketed | null {
  const inside = inLatinSigns(bracket.slice(1, -1)).replace(/\s+/g, ' ').trim()
  if (SECOND_HAND.test(inside)) return { is: 'remark' }
  const said = withoutRemarks(inside)
  if (said === '') return { is: 'remark' }
  if (said.includes('@')) return { is: 'sources', sources: said.split(';').flatMap(keyed) }
  const numbered = bracket.startsWith('[') ? NUMBERS.exec(said) : null
  if (numbered)
    return { is: 'number', numbers: numbersIn(numbered[1]!), claim: placed(placeOf(numbered[2] ?? '')) }
  return said.includes(';') ? several(said) : single(said)
}

/** The signs of Chinese and Japanese. */
const SIGNS: Readonly<Record<string, string>> = {
  '\uff0c': ', ',
  '\u3001': ', ',
  '\uff1a': ': ',
  '\uff1b': '; ',
}

function inLatinSigns(text: string): string {
  return text.replace(/[\uff0c\u3001\uff1a\uff1b]/g, (sign) => SIGNS[sign]!)
}

/** `see @key, para. 4` */
function keyed(part: string): CitedSource[] {
  const found = KEY.exec(part)
  if (!found) return []
  const behind = part.slice(found.index + found[0].length).replace(/^[\s,[]+|[\]\s]+$/gu, '')
  return [{ claim: { key: found[1]!, ...placed(placeAtStart(withoutRemarks(behind))) }, sure: true }]
}

function several(said: string): Bracketed | null {
  const parts = said.split(';').map((part) => single(part))
  const sources = parts.flatMap((part) => (part?.is === 'sources' ? part.sources : []))
  if (sources.length === 0) return null
  // A part that cannot be read may be the source.
  return {
    is: 'sources',
    sources: sources.map((each) => ({ ...each, sure: each.sure && parts.every(Boolean) })),
  }
}

function single(part: string): Bracketed | null {
  const said = withoutLead(withoutRemarks(part))
  if (said === '') return { is: 'remark' }
  const titled = TITLED.exec(said)
  if (titled) return withTitle(titled[1], titled[2]!, titled[3]!)
  if (ID.test(said)) return { is: 'sources', sources: [{ claim: { work: said }, sure: true }] }
  const same = behindSame(said)
  if (same !== null) return { is: 'same', claim: placed(placeOf(same)) }
  const place = placeOf(said)
  const parted = partedAtYear(said)
  if (place && !(parted && parted.before === '' && /^(?:\d{4}|(?:1[5-9]|20)\d\d[a-z])\b/.test(said)))
    return { is: 'place', claim: placed(place) }
  return parted ? withYear(parted) : namesAndPlace(said)
}

/** "World Health Organization [WHO]" */
const ABBREVIATED = / ?\[[^[\]]{1,40}\]$/
/** "2016, August 11" */
const MONTH_AND_DAY = /^, \p{Lu}\p{Ll}{2,8}\.? \d{1,2}(?=,|$)/u

/** "Al Shami, 2016, para. 4", "Smith 1999: 12", "“Breaking” 2016"; or "2016, August 11, para. 4". */
function withYear({ before, year, behind }: NonNullable<ReturnType<typeof partedAtYear>>): Bracketed | null {
  const place = placeOf(behind) ?? placeOf(behind.replace(MONTH_AND_DAY, ''))
  const claim: Claim = { year, ...placed(place) }
  if (before === '') return { is: 'year', claim }
  const author = before.replace(/[,;]$/, '').replace(ABBREVIATED, '')
  return isNames(author) ? { is: 'sources', sources: [{ claim: { author, ...claim }, sure: true }] } : null
}

/** `Ashgrove, “Frost,” line 2`, `《論語》, 段2`, `“Breaking the Siege” 2016` */
const TITLED =
  /^(?:([^"\u201c\u201e\u00ab\u300a\u300e]{2,120}?),? )?["\u201c\u201e\u00ab\u300a\u300e]([^"\u201d\u201c\u00bb\u300b\u300f]{2,200})["\u201d\u201c\u00bb\u300b\u300f](.{0,80})$/u

function withTitle(author: string | undefined, title: string, behind: string): Bracketed | null {
  const parted = partedAtYear(behind)
  const place = placeOf(parted ? parted.behind : behind)
  const isRead = place !== null || /^[\s,.:]*$/u.test(parted ? parted.before + parted.behind : behind)
  if (!isRead || (author !== undefined && !isNames(author))) return null
  const claim: Claim = {
    ...(author !== undefined && { author }),
    title: title.replace(/[,.]$/, ''),
    ...(parted && { year: parted.year }),
    ...placed(place),
  }
  return { is: 'sources', sources: [{ claim, sure: true }] }
}

/** "Al Shami par. 4", "Ward 12", "Ward, S. 3"; a name alone may be anything. */
function namesAndPlace(said: string): Bracketed | null {
  const cut = /,? (?=(?:[\p{L}]{1,12}\.? ?|[\u00a7\u00b6]{1,2} ?)?\d[\d a-f,.\u2013\u2014-]{0,24}$)/u.exec(
    said,
  )
  const author = cut ? said.slice(0, cut.index) : said
  const place = cut && placeOf(said.slice(cut.index))
  if (!isNames(author) || (cut && !place)) return null
  // "NE 1094a18", "Rep. 514a" name a work.
  const isShort = place?.label === '' && /\.$|^\p{Lu}{1,4}$/u.test(author)
  return { is: 'sources', sources: [{ claim: { author, ...placed(place) }, sure: cut !== null && !isShort }] }
}

function placed(place: ReturnType<typeof placeOf>): Claim {
  return place ? { locator: place } : {}
}

/** "1", "1, 3", "2–4". */
function numbersIn(said: string): number[] {
  return said.split(',').flatMap((part) => {
    const [from, to] = part.split(/[\u2013-]/).map(Number)
    if (to === undefined) return [from!]
    return Array.from({ length: Math.max(0, Math.min(8, to - from! + 1)) }, (_, at) => from! + at)
  })
}
