/** What a source of any format may hold, looked at before anything is made of it. */
import { IGNORABLE, UNEVEN_SPACE } from '../text/code-points.ts'
import { SourceTooComplex } from './errors.ts'

const LINE_END = /\r\n|[\n\r\f]/g
/** Empty ones too. The largest source that a server takes has some 300,000 lines of print. */
const MOST_LINES = 1_000_000

/** Where a text has to be cut because it differs from its source. Latin letters apart from their accents are the most usual. */
const CUT = new RegExp(`${UNEVEN_SPACE.source}|${IGNORABLE.source}|[\\u0300-\\u036f]`, 'g')
/** Each takes about 2 kB while a source is loaded. */
const MOST_CUTS = 500_000

/** Throws `SourceTooComplex` for a text that takes more memory than its size lets expect. Linear. */
export function assertLoadable(source: string): void {
  if (hasMore(source, LINE_END, MOST_LINES)) tooMany(`${MOST_LINES} lines`)
  if (hasMore(source, CUT, MOST_CUTS)) {
    tooMany(
      `${MOST_CUTS} ends of lines, uneven spaces, invisible characters and letters apart from their accents`,
    )
  }
}

function hasMore(text: string, pattern: RegExp, most: number): boolean {
  pattern.lastIndex = 0
  let count = 0
  while (count <= most && pattern.test(text)) count++
  return count > most
}

function tooMany(what: string): never {
  throw new SourceTooComplex(`The source has more than ${what}. Split it into several works.`)
}
