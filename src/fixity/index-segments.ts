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

/** Our tokens are made of letters and digits of ASCII, and of whatever is not ASCII; before each the index is named. */
const TERM = /^0[0-9A-Za-z\x80-\xff]+$/

/** The first and the last term that begin on a page. Terms are bytes, as Latin-1. */
export interface PageTerms {
  first: string
  last: string
}

/** Told the rows of a term, or some of them. */
type Tell = (term: string, rows: readonly number[]) => void

/** Reads the pages of a segment in their order. */
export class SegmentReader {
  /** Whether a row was met that was taken from a term: whether an older segment has it, one page does not tell. */
  isMarked = false
  readonly #tell: Tell
  #term: string | undefined
  #page: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** The next page; undefined when no term begins on it. @throws Error when it is none */
  read(page: Buffer): PageTerms | undefined {
    this.#page = page
    const content = page.readUInt16BE(2)
    const starts = this.#starts(content)
    const [start = content] = starts
    const goesOn = starts.length === 0 || start > HEADER
    if (page.readUInt16BE(0) !== (goesOn ? HEADER : 0)) throw new Error(BROKEN)
    if (goesOn) this.#readRows(HEADER, start)
    let first: string | undefined
    for (const [place, at] of starts.entries()) {
      this.#readTerm(at, content, first === undefined ? undefined : this.#term)
      first ??= this.#term
      this.#readRows(this.#at, starts[place + 1] ?? content)
    }
    return first === undefined ? undefined : { first, last: this.#term! }
  }

  /** Behind its content a page lists how far each of its terms is from the one before. */
  #starts(content: number): number[] {
    const starts: number[] = []
    for (const step of varints(this.#page, content)) starts.push((starts.at(-1) ?? 0) + step)
    return starts
  }

  /** All but the first of a page share their beginning with the term before. */
  #readTerm(at: number, content: number, before: string | undefined): void {
    this.#at = at
    const shared = before === undefined ? 0 : this.#varint(content)
    const length = this.#varint(content)
    const term = `${before?.slice(0, shared) ?? ''}${this.#page.toString('latin1', this.#at, this.#at + length)}`
    this.#at += length
    // Where the list leads beside a term there are other bytes than those of a token, or not one after the other.
    const isTerm = shared <= (before?.length ?? 0) && this.#at <= content && TERM.test(term)
    if (!isTerm || (before !== undefined && term <= before)) throw new Error(BROKEN)
    this.#term = term
  }

  /** The first row on a page, or of a term, is told as it is, the others by how far they are from the one before. */
  #readRows(from: number, end: number): void {
    if (this.#term === undefined || from >= end) throw new Error(BROKEN)
    this.#at = from
    let row = this.#varint(end)
    const rows = [row]
    while (this.#at < end) {
      const step = this.#varint(end)
      if (step === 0) this.isMarked = true
      row += step
      rows.push(row)
    }
    this.#tell(this.#term, rows)
  }

  #varint(end: number): number {
    let number = 0
    while (this.#at < end) {
      const byte = this.#page[this.#at++]!
      number = number * 128 + (byte & 127)
      if (byte < 128) return number
    }
    throw new Error(BROKEN)
  }
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
