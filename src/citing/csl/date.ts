/** EDTF (ISO 8601-2) → the dates of CSL-JSON 1.0.2. */
import type { CslDate } from './item.ts'

/** A date, a month, a year or a season (21 to 24), with its qualifier. */
const POINT = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/
/** How citeproc and pandoc know an interval that goes on. */
const OPEN = [0]
const FIRST_SEASON = 21
/** 25 to 28 are the seasons of the northern half of the earth, 29 to 32 those of the southern (level 2). */
const LAST_SEASON = 32
const SEASONS = 4
/** No form of a date has so many characters. */
const LONGEST = 100

/**
 * A CSL date from an EDTF one: calendar dates, seasons, approximate and uncertain dates, closed intervals.
 * intervals without an end. What CSL has no field for (decades, sets) is printed in the words it was read from, `literal`.
 */
export function cslDate({ edtf, raw }: { edtf: string | null; raw: string }): CslDate | undefined {
  const words = raw.trim()
  return fromEdtf(edtf ?? '') ?? literal((words !== edtf && words) || edtfWords(edtf ?? ''))
}

/** What EDTF writes of a date that is not whole: `2001-XX`, `19XX`. */
const UNSPECIFIED_PART = /(?:-XX){1,2}$/

/** The hour of a day, which no citation prints. */
const TIME = /(?<=^-?\d{4}-\d\d-\d\d)T[\d:.Z+-]{1,24}$/

/** Qualifiers within a date (level 2): `2004-06~-11`, `?2004-~06`. */
const INNER_QUALIFIER = /^[?~%]|(?<=\d)[?~%](?=-)|(?<=-)[?~%](?=\d)/g

/** The date of an EDTF form that CSL has fields for, else undefined. */
export function fromEdtf(edtf: string): CslDate | undefined {
  if (edtf.length > LONGEST) return undefined
  const whole = edtf
    .split('/')
    .map((end) => end.replace(TIME, ''))
    .join('/')
  const plain = whole.replace(/[^/]+/g, (end) => end.replace(INNER_QUALIFIER, ''))
  const date = fromPlainEdtf(plain)
  return date && plain !== whole ? { ...date, circa: true } : date
}

function fromPlainEdtf(edtf: string): CslDate | undefined {
  const century = /^(\d\d)XX$/.exec(edtf)?.[1]
  if (century !== undefined) return { 'date-parts': [[Number(`${century}00`)], [Number(`${century}99`)]] }
  const ends = edtf.split('/').map((end) => end.replace(UNSPECIFIED_PART, ''))
  const [first, last, ...rest] = ends.map(point)
  if (!first || rest.length > 0) return undefined
  if (ends.length === 1) return first
  if (/^(?:\.\.)?$/.test(ends[1]!) && !('season' in first))
    return { ...first, 'date-parts': [...(first['date-parts'] ?? []), OPEN] }
  if (!last || 'season' in first || 'season' in last) return undefined
  return {
    'date-parts': [...(first['date-parts'] ?? []), ...(last['date-parts'] ?? [])],
    ...(first.circa || last.circa ? { circa: true } : {}),
  }
}

function point(edtf: string): CslDate | undefined {
  const [, year, month, day, qualifier] = POINT.exec(edtf) ?? []
  if (year === undefined) return undefined
  const circa = qualifier ? { circa: true } : {}
  if (Number(month) > LAST_SEASON) return undefined
  const season = Number(month) >= FIRST_SEASON ? ((Number(month) - FIRST_SEASON) % SEASONS) + 1 : 0
  if (season > 0) return { 'date-parts': [[cslYear(year)]], season, ...circa }
  const rest = [month, day].filter((part) => part !== undefined).map(Number)
  return { 'date-parts': [[cslYear(year), ...rest]], ...circa }
}

/** EDTF counts 1 BCE as year 0, CSL-JSON as -1. */
function cslYear(year: string): number {
  const astronomical = Number(year)
  return astronomical > 0 ? astronomical : astronomical - 1
}

const SET = /^([[{])([\d., X-]{4,100})[\]}]$/

/** A quarter of a year: 33 to 36 (level 2). */
const QUARTER = /^(\d{4})-3([3-6])$/

/** A decade, a quarter, a set of years and an interval without beginning in words, and any other form as it stands. */
export function edtfWords(edtf: string): string {
  const [, bracket, members] = SET.exec(edtf.trim()) ?? []
  if (members !== undefined) return setWords(members, bracket === '[' ? 'or' : 'and')
  return edtf
    .replace(QUARTER, (_, year, quarter) => `Q${Number(quarter) - 2} ${year}`)
    .replace(/^(\d{3})X[?~%]?$/, '$10s')
    .replace(/^(?:\.\.)?\/(?=\d)/, '–')
    .replace(/(\d)X[?~%]?\/(\d{3})X[?~%]?$/, '$10s–$20s')
}

/** `[1667, 1668]` is one of them, `{1667, 1668}` all; `1667..1670` runs from one to the other. */
function setWords(members: string, and: string): string {
  const words = members.split(',').map((member) => edtfWords(member.trim().replace('..', '–')))
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} ${and} ${last}`
}

function literal(words: string): CslDate | undefined {
  return words === '' ? undefined : { literal: words }
}
