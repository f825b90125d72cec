import { ColophonError } from '../errors.ts'
import { nearestNames } from '../text/nearest-names.ts'

/** In seconds. Timers of Node take at most 24 days; whoever writes more than a day means something else. */
const DAY = 86_400
/** Beyond every number that anybody means. */
const MOST = 1_000_000_000

/** What an operator may bound otherwise: the bound in force when nothing is said, and what it bounds. */
export const LIMITS = {
  connections: {
    standard: 4096,
    least: 1,
    most: 1_000_000,
    bounds: 'connections at once; further ones are closed',
  },
  pipelined: {
    standard: 64,
    most: 1_000_000,
    bounds: 'requests that wait on one connection; beyond, it is closed',
  },
  stalledSeconds: {
    standard: 20,
    least: 1,
    most: DAY,
    bounds: 'seconds in which a client takes nothing of its answer; then it is cut off',
  },
  answerMegabytes: { standard: 256, bounds: 'megabytes of large answers under way together; 503 beyond' },
  requestsPerMinute: {
    standard: 0,
    bounds: 'requests of one client in a minute, of any kind; 429 beyond; 0: no bound',
  },
  quotesPerMinute: {
    standard: 60,
    bounds: 'quotes that one client without a key may register in a minute; 429 beyond',
  },
  quotesPerWork: {
    standard: 10_000,
    bounds: 'quotes of a work after which registering more needs a key; 403 beyond',
  },
  quotesInAll: {
    standard: 1_000_000,
    bounds: 'quotes in all after which registering more needs a key; 403 beyond',
  },
  searchesWaiting: {
    standard: 256,
    least: 1,
    most: 1_000_000,
    bounds: 'searches and checks of quotations that wait for a thread; 503 beyond',
  },
  documents: {
    standard: 16,
    least: 1,
    most: 10_000,
    bounds: 'manuscripts that are checked at once; 503 beyond',
  },
  documentSeconds: {
    standard: 300,
    least: 1,
    most: DAY,
    bounds: 'seconds that checking one manuscript may take; 503 beyond',
  },
  storeConnections: {
    standard: 8,
    least: 1,
    most: 1000,
    bounds: 'connections to the database of `--store`; each thread that searches has one more',
  },
  storeWaiting: {
    standard: 1000,
    least: 1,
    most: 1_000_000,
    bounds: 'reads that wait for the database of `--store`; 503 beyond',
  },
  loadingSeconds: {
    standard: 60,
    least: 1,
    most: DAY,
    bounds: 'seconds that loading one source may take; 422 beyond',
  },
} as const satisfies Record<string, Limit>

interface Limit {
  standard: number
  bounds: string
  /** 0 by default. */
  least?: number
  most?: number
}

export type LimitName = keyof typeof LIMITS
export type Limits = Readonly<Record<LimitName, number>>

const NAMES = Object.keys(LIMITS) as LimitName[]
const STANDARD = Object.fromEntries(NAMES.map((name) => [name, LIMITS[name].standard as number])) as Limits

/**
 * The bounds in force.
 *
 * @param given what somebody gave, such as `documents=4,connections=500`
 * @param where where it was given, as an error tells it
 * @param standard those that stand in place of the standard ones where nothing is given
 * @throws ColophonError `invalid_setting`
 */
export function readLimits(
  given = '',
  where = '--limits (or COLOPHON_LIMITS)',
  standard: Partial<Limits> = {},
): Limits {
  const refused = (message: string) => new ColophonError('invalid_setting', `${where}: ${message}`)
  const limits: Record<LimitName, number> = { ...STANDARD, ...standard }
  for (const pair of given.split(/[\s,]+/).filter(Boolean)) {
    const [, name = '', number = ''] = /^(\w+)=(\d{1,15})$/.exec(pair) ?? []
    if (!name)
      throw refused(`${JSON.stringify(pair)} is not a bound: write name=number, such as documents=4.`)
    if (!isLimit(name)) throw refused(`There is no bound ${JSON.stringify(name)}. ${nearest(name)}`)
    const { least = 0, most = MOST }: Limit = LIMITS[name]
    if (Number(number) < least || Number(number) > most)
      throw refused(`${name} is a number from ${least} to ${most}.`)
    limits[name] = Number(number)
  }
  return limits
}

/** What is bounded for the whole server, of which each of several processes has its share. */
const SHARED: LimitName[] = ['connections', 'answerMegabytes', 'searchesWaiting', 'documents']

/** The bounds of one of so many processes that serve together. */
export function shareOf(limits: Limits, processes: number): Limits {
  const shares = SHARED.map((name) => [name, Math.ceil(limits[name] / processes)])
  return { ...limits, ...Object.fromEntries(shares) }
}

function isLimit(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name)
}

function nearest(name: string): string {
  const [near] = nearestNames(name, NAMES)
  return near ? `Did you mean "${near}"?` : `There are: ${NAMES.join(', ')}.`
}
