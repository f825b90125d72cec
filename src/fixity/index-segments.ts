/** How FTS5 writes the segments of an index without positions: https://sqlite.org/fts5.html#the_data_structures */

/** Of the key of a page: 31 bits of its number, then its height and whether it is an index of rows, then its segment. */
export const PAGE = 2 ** 31
export const SEGMENT = 2 ** 37

/** A part of an index, sorted by its terms, and its pages. */
export interface Segment {
  id: number
  first: number
  last: number
}

/** Where something was wrong in a record is not told: nothing of it can be trusted. */
const BROKEN = 'it is not written as SQLite does'

/**
 * The segments of an index by the record of its structure. Each level says how many are being merged, how many there
 * are, and where each lies. What stands before them counts the pages that were ever written: SQLite plans merges by it.
 *
 * @throws Error when the record is none
 */
export function segmentsOf(record: Buffer): Segment[] {
  if (record.readUInt32BE(0) !== 0) throw new Error(BROKEN)
  const [levels = 0, count, , ...rest] = varints(record, 4)
  const segments: Segment[] = []
  let at = 0
  for (let level = 0; level < levels; level++) {
    const [merging = 0, length = 0] = rest.slice(at, at + 2)
    if (merging > length) throw new Error(BROKEN)
    at += 2
    for (let n = 0; n < length && at < rest.length; n++, at += 3)
      segments.push({ id: rest[at]!, first: rest[at + 1]!, last: rest[at + 2]! })
  }
  if (segments.length !== count || at !== rest.length) throw new Error(BROKEN)
  return segments
}

/** What a page has before its content: where its first row is, when that belongs to a term of a page before, and its length. */
const HEADER = 4

/** What our tokens are made of: letters and digits of ASCII, and whatever is not ASCII. */
const TOKEN = /^[0-9A-Za-z\x80-\xff]+$/

/** The first and the last term that begin on a page; undefined when none does. @throws Error when it is no page */
export function termsOn(page: Buffer): { first: Buffer; last: Buffer } | undefined {
  const content = page.readUInt16BE(2)
  let first: Buffer | undefined
  let last = Buffer.alloc(0)
  let at = 0
  // Behind its content a page lists how far each of its terms is from the one before.
  for (const step of varints(page, content)) {
    at += step
    if (!first && page.readUInt16BE(0) !== (at === HEADER ? 0 : HEADER)) throw new Error(BROKEN)
    // All but the first share their beginning with the term before.
    const shared = first ? varintAt(page, at) : { number: 0, end: at }
    const own = varintAt(page, shared.end)
    const end = own.end + own.number
    const term = Buffer.concat([last.subarray(0, shared.number), page.subarray(own.end, end)])
    // Where the list leads beside a term there are other bytes than those of a token, or not one after the other.
    const isTerm = shared.number <= last.length && end <= content && TOKEN.test(term.toString('latin1'))
    if (!isTerm || term.compare(last) <= 0) throw new Error(BROKEN)
    last = term
    first ??= last
  }
  if (!first && page.readUInt16BE(0) !== HEADER) throw new Error(BROKEN)
  return first && { first, last }
}

/** Numbers as SQLite writes them, seven bits a byte, the highest first: all up to the end. */
export function* varints(bytes: Buffer, from: number): Generator<number> {
  for (let at = from; at < bytes.length; ) {
    const { number, end } = varintAt(bytes, at)
    yield number
    at = end
  }
}

function varintAt(bytes: Buffer, from: number): { number: number; end: number } {
  let number = 0
  for (let at = from; at < bytes.length; at++) {
    number = number * 128 + (bytes[at]! & 127)
    if (bytes[at]! < 128) return { number, end: at + 1 }
  }
  throw new Error(BROKEN)
}
