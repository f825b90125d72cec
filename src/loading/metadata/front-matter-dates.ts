/** The dates in values of front matter: words, a day with its time, or the parts that CSL-JSON and CSL-YAML have. */
import { parseDate } from './dates.ts'
import { isEdtf } from './edtf.ts'
import { lineOf } from './one-line.ts'
import type { Statement } from './statement.ts'

/** A day with a time after it, as Jekyll, Hugo and ISO 8601 have it. The day is the one that was written. */
const DAY_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt]|[ ]+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?[ ]?(?:[Zz]|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/

/** The statement of a date, its words without the time and without quotation marks; undefined for what is no date. */
export function dateStatement(statement: Statement): Statement | undefined {
  const { value } = statement
  if (typeof value === 'object') return partsStatement(statement)
  const words = lineOf(typeof value === 'string' ? value : (statement.raw ?? value))
  if (words === undefined || typeof value === 'boolean') return undefined
  const day = DAY_AND_TIME.exec(words)?.[1]
  return { ...narrowed(unquoted(statement), day), value: parseDate(day ?? words) }
}

/** Between the marks, where the words stand there as they are. */
function unquoted(statement: Statement): Statement {
  const { value, raw = '', start, end } = statement
  const isQuoted = /^["']/.test(raw) && raw.slice(1, -1) === value
  if (!isQuoted || start === undefined || end === undefined) return statement
  return { ...statement, raw: raw.slice(1, -1), start: start + 1, end: end - 1 }
}

function narrowed(statement: Statement, day: string | undefined): Statement {
  const { raw, start } = statement
  if (day === undefined || raw === undefined || start === undefined || !raw.startsWith(day)) return statement
  return { ...statement, raw: day, end: start + day.length }
}

/** Without a place, for it has no words: `{year: 2001, month: 5}`, a list with one or two of them, or `{date-parts: [[2001, 5, 6]]}`. */
function partsStatement({
  raw: _raw,
  start: _start,
  end: _end,
  ...statement
}: Statement): Statement | undefined {
  const points = pointsOf(statement.value)
  const edtf = points.join('/')
  return points.length > 0 && points.length < 3 && isEdtf(edtf)
    ? { ...statement, value: edtf, raw: edtf }
    : undefined
}

function pointsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pointsOf)
  if (typeof value !== 'object' || value === null) return []
  const { year, month, day, 'date-parts': parts } = value as Record<string, unknown>
  if (Array.isArray(parts)) return parts.flatMap((part) => (Array.isArray(part) ? pointOf(part) : []))
  return pointOf([year, month, day])
}

function pointOf(parts: readonly unknown[]): string[] {
  const numbers = parts.map((part) => lineOf(part)).filter((part) => part !== undefined)
  const [year, ...rest] = numbers
  return year === undefined
    ? []
    : [[year.padStart(4, '0'), ...rest.map((part) => part.padStart(2, '0'))].join('-')]
}
