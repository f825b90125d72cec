/** Moments of OAI-PMH 2.0, 3.3: UTC, to the second or to the day. */
import { printSecond } from '../archive/work-changes.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const SECONDS_OF_A_DAY = 86_400

/** How exactly a moment is told. */
export type Granularity = 'day' | 'second'

/** A moment that a harvester names: the first and the last second that it covers, since 1970. */
export interface NamedMoment {
  granularity: Granularity
  first: number
  last: number
}

/** The moment that a text names; undefined when it names none. There is no year 0 in a schema of XML. */
export function readDatestamp(text: string): NamedMoment | undefined {
  const granularity = DAY.test(text) ? 'day' : SECOND.test(text) ? 'second' : undefined
  if (granularity === undefined || text.startsWith('0000')) return undefined
  const first = Date.parse(granularity === 'day' ? `${text}T00:00:00Z` : text) / 1000
  // A 30 February is taken for a day in March, and 24:00 for the next day.
  if (Number.isNaN(first) || !printSecond(first).startsWith(text)) return undefined
  return { granularity, first, last: granularity === 'day' ? first + SECONDS_OF_A_DAY - 1 : first }
}
