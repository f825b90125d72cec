import type SQLite from 'better-sqlite3'
import { MultisetDigest } from './multiset.ts'

/** Rows that SQLite joins to one string: a row by itself takes longer to hand over than to read. Some 100 kB. */
const TOGETHER = 16_384

/** Terms from one on and before another; null is the end. */
interface Range {
  from: string
  to: string | null
}

/**
 * Every term of an index and the text that has it, from a view of columns `term` and `doc` in order of the terms.
 * Memory does not grow with the index.
 *
 * @param shared whether many texts have the same term
 * @param together rows that are joined, at most
 */
export function readPostings(
  sql: SQLite.Database,
  view: string,
  { shared, together = TOGETHER }: { shared: boolean; together?: number },
): MultisetDigest {
  const found = new MultisetDigest()
  const read = shared ? readByTerm : readByRow
  for (const range of rangesOf(sql, view, together)) {
    if (range.from === range.to) readTerm(sql, view, { term: range.from, together, found })
    else read(sql, view, { range, found })
  }
  return found
}

/** Ranges of all terms in order, each of so many rows at most; or one term alone that has more, as both its ends. */
function* rangesOf(sql: SQLite.Database, view: string, together: number): Generator<Range> {
  const end = sql
    .prepare<[string, number], string>(`SELECT term FROM ${view} WHERE term >= ? LIMIT 1 OFFSET ?`)
    .pluck()
  const after = sql.prepare<[string], string>(`SELECT term FROM ${view} WHERE term > ? LIMIT 1`).pluck()
  for (let from = ''; ; ) {
    const to = end.get(from, together) ?? null
    yield { from, to }
    if (to === null) return
    if (to !== from) from = to
    else {
      const next = after.get(from)
      if (next === undefined) return
      from = next
    }
  }
}

interface Reading {
  range: Range
  found: MultisetDigest
}

/** A string for each term. */
function readByTerm(sql: SQLite.Database, view: string, { range, found }: Reading): void {
  const rows = selected<[string, string]>(sql, view, {
    columns: 'term, group_concat(doc)',
    range,
    end: 'GROUP BY term',
  })
  for (const [term, docs] of rows) for (const no of docs.split(',')) found.add(term, Number(no))
}

/** Two strings of all. No term of ours has a space: one that has is told by what follows it. */
function readByRow(sql: SQLite.Database, view: string, { range, found }: Reading): void {
  const rows = selected<[string | null, string | null]>(sql, view, {
    columns: "group_concat(term, ' '), group_concat(doc)",
    range,
    end: '',
  })
  for (const [joined, docs] of rows) {
    const terms = joined?.split(' ') ?? []
    for (const [at, no] of docs?.split(',').entries() ?? []) found.add(terms[at] ?? '', Number(no))
  }
}

/** A term that more texts have than are joined. */
function readTerm(
  sql: SQLite.Database,
  view: string,
  { term, together, found }: { term: string; together: number; found: MultisetDigest },
): void {
  const rows = sql
    .prepare<[string], [string]>(
      `SELECT group_concat(doc) FROM ${view} WHERE term = ? GROUP BY doc / ${together}`,
    )
    .raw()
  for (const [docs] of rows.iterate(term)) for (const no of docs.split(',')) found.add(term, Number(no))
}

function selected<Row>(
  sql: SQLite.Database,
  view: string,
  { columns, range: { from, to }, end }: { columns: string; range: Range; end: string },
): IterableIterator<Row> {
  const select = `SELECT ${columns} FROM ${view} WHERE term >= ?`
  return to === null
    ? sql.prepare<[string], Row>(`${select} ${end}`).raw().iterate(from)
    : sql.prepare<[string, string], Row>(`${select} AND term < ? ${end}`).raw().iterate(from, to)
}
