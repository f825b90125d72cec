/** Which text of a work was the newest at a time (RFC 7089 §4). Times are told in whole seconds, as HTTP has them. */
import type { VersionEntry } from '../store/versions.ts'

const SECOND = 1000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** `rfc1123-date` (RFC 7089 §2.1.1). The day of the week says nothing that the rest does not. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/

/** The milliseconds of a value of `Accept-Datetime`; undefined for what is none. */
export function readAcceptDatetime(value: string): number | undefined {
  const [, day, month = '', year, clock] = DATE.exec(value.trim()) ?? []
  const inYear = `${MONTHS.indexOf(month) + 1}`.padStart(2, '0')
  const time = new Date(`${year}-${inYear}-${day}T${clock}Z`)
  if (Number.isNaN(time.getTime())) return undefined
  // A day that its month does not have is read as one of the next.
  return time.toUTCString().endsWith(`, ${day} ${month} ${year} ${clock} GMT`) ? time.getTime() : undefined
}

/** When a version was recorded, as it is told: the whole second. */
export function recordedAt({ createdAt }: Pick<VersionEntry, 'createdAt'>): number {
  return Math.floor(Date.parse(createdAt) / SECOND) * SECOND
}

/**
 * The version that was the newest at a time: the last that was recorded by then, before the first that one; the newest of
 * all when no time is given. Versions are the oldest first, and one at least.
 */
export function versionAt<V extends Pick<VersionEntry, 'createdAt'>>(
  versions: readonly V[],
  time?: number,
): V {
  if (time === undefined) return versions.at(-1)!
  return versions.findLast((version) => recordedAt(version) <= time) ?? versions[0]!
}
