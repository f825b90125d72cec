/** Reads dates as people write them into EDTF. What is ambiguous or unknown is not guessed. */
import { isEdtf } from './edtf.ts'
import { monthOf } from './month-names.ts'
import { seasonOf } from './seasons.ts'

/** Longest text that is looked at for a date. */
const LONGEST = 80

/**
 * The EDTF form of a text that is a date and nothing else, or null: `11 August 2016`, `Fall 2013`, `c. 1905`,
 * `1973–1975`. A numeric date whose day and month could change places is null.
 */
export function parseDate(text: string, language?: string): string | null {
  if (text.length > LONGEST) return null
  const plain = plainDigits(text).normalize('NFKC').replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  if (!/\d/.test(plain)) return null
  const found = parseRange(plain, language) ?? parseApproximate(plain, language)
  return found !== null && isEdtf(found) ? found : null
}

const APPROXIMATE =
  /^(?:(?:circa|ca\.?|about|around|approximately|um|etwa|vers|environ|hacia|около)\s+|(?:ca?\.|ок\.|~)\s*)(?=\S)/iu

function parseApproximate(text: string, language: string | undefined): string | null {
  const about = APPROXIMATE.exec(text)?.[0]
  const uncertain = text.endsWith('?')
  const inner = parseSingle(text.slice(about?.length ?? 0).replace(/\s*\?$/, ''), language)
  if (inner === null) return null
  return inner + (about !== undefined && uncertain ? '%' : about !== undefined ? '~' : uncertain ? '?' : '')
}

function parseRange(text: string, language: string | undefined): string | null {
  const parts =
    /^(.+?)(?:\s*[–—‒]\s*|\s+(?:-|to|bis|until|au|al)\s+|(?<=\p{L}|\d{4})-(?=\p{L}|\d{4}$))(.+)$/u.exec(text)
  if (parts === null) return shortYearRange(text)
  const end = parseApproximate(parts[2]!, language)
  if (end === null) return shortYearRange(text)
  const start =
    parseApproximate(parts[1]!, language) ??
    parseApproximate(`${parts[1]} ${borrowed(parts[1]!, parts[2]!)}`, language)
  return start === null || start > end ? null : `${start}/${end}`
}

/** What the start of a range leaves to its end to say: the year (`May–June 2014`), or month and year (`3–5 May 2014`). */
function borrowed(start: string, end: string): string {
  const words = end.split(' ')
  return words.slice(start.split(' ').length).join(' ')
}

/** `1973–75`: only a later year of the same century, and no month that it could be. */
function shortYearRange(text: string): string | null {
  const match = /^(\d{2})(\d{2})[–—‒/-](\d{2})$/.exec(text)
  if (match === null || Number(match[3]) <= Math.max(12, Number(match[2]))) return null
  return `${match[1]}${match[2]}/${match[1]}${match[3]}`
}

function parseSingle(text: string, language: string | undefined): string | null {
  return parseNumeric(text) ?? seasonOf(text) ?? parseWords(text, language)
}

const EAST_ASIAN = /^(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?)?$/u
const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/

function parseNumeric(text: string): string | null {
  const asian = EAST_ASIAN.exec(text)
  if (asian !== null) return dateOf(asian[1]!, asian[2], asian[3])
  const first = YEAR_FIRST.exec(text)
  if (first !== null) return dateOf(first[1]!, first[3], first[4])
  const last = YEAR_LAST.exec(text)
  if (last === null) return null
  const [one, other] = [Number(last[1]), Number(last[3])]
  if (one <= 12 && other <= 12 && one !== other) return null
  return one > 12 ? dateOf(last[4]!, last[3], last[1]) : dateOf(last[4]!, last[1], last[3])
}

/** Words that dates carry and that say nothing. */
const FILLERS = /^(?:of|the|de|del|den|der|di|d|le|el|il|lo|do|da|dos|on|am|um|г|года|р|року|р\.|an|year)$/iu

function parseWords(text: string, language: string | undefined): string | null {
  const found: { day?: string; month?: number; year?: string } = {}
  for (const token of text.split(/[\s,.]+|(?<=\d)[ºª°]|['’](?=\p{L})/u)) {
    if (token === '' || FILLERS.test(token)) continue
    const month = monthOf(token, language)
    const day = /^(\d{1,2})(?:st|nd|rd|th|er|re|e|ème|o|a|-го|-го|й)?$/iu.exec(token)?.[1]
    if (month !== undefined && found.month === undefined) found.month = month
    else if (day !== undefined && found.day === undefined) found.day = day
    else if (/^\d{4}$/.test(token) && found.year === undefined) found.year = token
    else if (!weekdays.has(token.toLowerCase())) return null
  }
  if (found.year === undefined || found.month === undefined) return null
  return dateOf(found.year, String(found.month), found.day)
}

function dateOf(year: string, month?: string, day?: string): string {
  return [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-')
}

const weekdays = new Set(
  ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'ru'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((weekday) =>
      Array.from({ length: 7 }, (_, day) =>
        new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
          .format(Date.UTC(2001, 0, day + 1))
          .toLowerCase()
          .replace(/\.$/, ''),
      ),
    ),
  ),
)

/** Zeros of the scripts whose digits dates are written in. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6]

function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const value = digit.codePointAt(0)!
    const zero = ZEROS.find((start) => value >= start && value < start + 10)
    return zero === undefined ? digit : String(value - zero)
  })
}
