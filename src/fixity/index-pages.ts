import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import { PAGE, SEGMENT, type Segment, SegmentReader, segmentsOf, varints } from './index-segments.ts'
import { MultisetDigest } from './multiset.ts'
import { readTokens } from './vocabulary.ts'

/** The records beside the pages: how many rows and tokens there are, and of which segments the index is. */
const AVERAGES = 1
const STRUCTURE = 10

/** Heights of the pages of one kind. */
const HEIGHTS = 32

/** What the texts make: how many there are, and their tokens, each with the key of its text. */
export interface IndexContent {
  texts: number
  tokens: MultisetDigest
}

/**
 * Checks the tables of an index: that its pages hold the tokens that the texts make and no others, its records, the ways
 * to its pages, by which a search goes, and that no row belongs to nothing.
 */
export function checkIndexPages(
  db: Database,
  damages: Damages,
  { table, texts, tokens }: IndexContent & { table: string },
): void {
  const data = `${table}_data`
  const read = (id: number) => db.value<Buffer>(`SELECT block FROM ${data} WHERE id = ?`, id)
  const counts = { table: data, key: String(AVERAGES) }
  damages.examine(counts, () => {
    const record = [...varints(read(AVERAGES)!, 0)]
    const isRight = String(record) === `${texts},${tokens.count}` || (record.length === 0 && texts === 0)
    damages.expect(isRight, { ...counts, what: 'counts others than the texts' })
  })
  damages.examine({ table: data, key: String(STRUCTURE) }, () => {
    const inOrder = segmentsOf(read(STRUCTURE)!).sort((a, b) => a.id - b.id)
    const segments = new Map(inOrder.map((segment) => [segment.id, segment]))
    const found = new FoundTokens()
    checkWays(db, damages, { table, segments, ways: waysTo(read, inOrder, found) })
    const held = found.areMarked ? readTokens(db, table) : found.tokens
    damages.expect(held.equals(tokens), { table, what: 'holds other tokens than the texts make' })
    checkRows(db, damages, { table, segments })
  })
}

type Segments = ReadonlyMap<number, Segment>

/** The tokens on all pages of an index. */
class FoundTokens {
  readonly tokens = new MultisetDigest()
  /** Whether some were taken out again: what is left then, SQLite alone tells. */
  areMarked = false

  /** Of the pages of one segment. */
  reader(): SegmentReader {
    return new SegmentReader((term, rows) => this.tokens.addAll(tokenOf(term), rows))
  }
}

/** A token by its bytes, and without the name of the index before it. */
function tokenOf(term: string): string {
  return ASCII.test(term) ? term.slice(1) : Buffer.from(term, 'latin1').toString().slice(1)
}

const ASCII = /^[0-9A-Za-z]+$/

/** How a search comes to a page, which is at a place: by a term above all before it, and not above its first. */
interface Way {
  place: number
  before: string | undefined
  first: string
}

/** The pages of the segments on which a term begins, in the order of their places. */
function* waysTo(
  read: (id: number) => Buffer | undefined,
  segments: readonly Segment[],
  found: FoundTokens,
): Generator<Way> {
  for (const { id, first, last } of segments) {
    const reader = found.reader()
    let before: string | undefined
    for (let page = first; page <= last; page++) {
      const block = read(id * SEGMENT + page)
      if (!block) throw new Error(`page ${page} of segment ${id} is not there`)
      const terms = reader.read(block)
      // To the first of all a search comes by nothing.
      if (terms) yield { place: id * SEGMENT + page, before, first: page === 1 ? '' : terms.first }
      before = terms?.last ?? before
    }
    found.areMarked ||= reader.isMarked
  }
}

/** The rows that lead to pages are in the order of the pages: both are read once, and neither is kept. */
function checkWays(
  db: Database,
  damages: Damages,
  { table, segments, ways }: { table: string; segments: Segments; ways: Generator<Way> },
): void {
  const rows = db.eachTuple<
    [number, Buffer]
  >(`SELECT segid * ${SEGMENT} + (pgno >> 1), CAST(term AS BLOB) FROM ${table}_idx
       ORDER BY segid, term`)
  let isRight = true
  for (const [place, term] of rows) {
    // Of a segment whose first pages are merged and gone, the ways to them stay until it is gone.
    if (place % SEGMENT < (segments.get(Math.floor(place / SEGMENT))?.first ?? 0)) continue
    isRight = leads(ways.next().value, { place, term: term.toString('latin1') })
    if (isRight) continue
    damages.add({ table: `${table}_idx`, key: String(place), what: 'leads elsewhere' })
    break
  }
  let rest = 0
  // The pages behind are read all the same, for their tokens.
  for (const _ of ways) rest++
  damages.expect(!isRight || rest === 0, {
    table: `${table}_idx`,
    what: 'has no row for a page on which a term begins',
  })
}

function leads(way: Way | undefined, { place, term }: { place: number; term: string }): boolean {
  if (way?.place !== place) return false
  return term <= way.first && (way.before === undefined || term > way.before)
}

/** Every page is one of a segment; every index of rows is of a page that is marked as having one, or goes on, or is above it. */
function checkRows(
  db: Database,
  damages: Damages,
  { table, segments }: { table: string; segments: Segments },
): void {
  const marked = db.values<number>(
    `SELECT segid * ${SEGMENT} + ${HEIGHTS} * ${PAGE} + (pgno >> 1) FROM ${table}_idx WHERE pgno & 1`,
  )
  const ids = () => db.eachValue<number>(`SELECT id FROM ${table}_data NOT INDEXED`)
  const ofRows = new Set<number>()
  for (const id of ids()) if (heightOf(id) >= HEIGHTS) ofRows.add(id)
  const starts = new Set(marked)
  const belongs = (id: number) => {
    const { first, last } = segments.get(Math.floor(id / SEGMENT)) ?? { first: 1, last: 0 }
    if (heightOf(id) === 0) return id % PAGE >= first && id % PAGE <= last
    return heightOf(id) === HEIGHTS ? starts.has(id) || ofRows.has(id - 1) : ofRows.has(id - PAGE)
  }
  for (const id of ids())
    if (id !== AVERAGES && id !== STRUCTURE && !belongs(id))
      damages.add({ table: `${table}_data`, key: String(id), what: 'is a page of no segment' })
  for (const id of marked)
    damages.expect(ofRows.has(id), { table: `${table}_data`, key: String(id), what: 'is not there' })
}

function heightOf(id: number): number {
  return Math.floor(id / PAGE) % (SEGMENT / PAGE)
}
