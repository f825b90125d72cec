/** The dates of CSL-JSON 1.0.2 → EDTF (ISO 8601-2). */
import { parseDate } from '../../loading/metadata/dates.ts'

/** The first season of EDTF (spring is 21); CSL counts from 1. */
const BEFORE_SPRING = 20

/** A date as EDTF; undefined when it cannot be read. */
export function edtfOf(date: Record<string, unknown>): string | undefined {
  const { 'date-parts': parts, season, circa, raw, literal } = date
  const words = [raw, literal].find((text) => typeof text === 'string') as string | undefined
  if (!Array.isArray(parts)) return words === undefined ? undefined : (parseDate(words) ?? undefined)
  const points = parts.map((point) => pointOf(point, Number(season ?? 0)))
  if (points.length === 0 || points.length > 2 || points.includes(undefined)) return undefined
  return points.map((point) => (circa ? `${point}~` : point)).join('/')
}

function pointOf(point: unknown, season: number): string | undefined {
  if (!Array.isArray(point)) return undefined
  const [year, month, day] = point.map(Number)
  if (year === undefined || !Number.isInteger(year) || Math.abs(year) > 9999) return undefined
  const rest = month === undefined && season > 0 ? [season + BEFORE_SPRING] : [month, day]
  return [printYear(year), ...rest.flatMap((part) => (part ? [`${part}`.padStart(2, '0')] : []))].join('-')
}

/** CSL-JSON counts 1 BCE as -1, EDTF as year 0. */
function printYear(year: number): string {
  const astronomical = year < 0 ? year + 1 : year
  return `${astronomical < 0 ? '-' : ''}${`${Math.abs(astronomical)}`.padStart(4, '0')}`
}
