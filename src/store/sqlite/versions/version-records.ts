import type { RecordLines } from '../../../log/records-digest.ts'
import type { RecordKind, RecordPage, TextRecord } from '../../records.ts'
import type { Connection } from '../../sql/connection.ts'
import { pageOf, SIGNED_BLOCKS, SIGNED_BLOCKS_FROM } from '../../sql/records.ts'
import { LINES, RECORDS } from './record-lines.ts'

/** Records that the database joins to one text: each row that is handed over costs as much as printing it. */
const JOINED = 256

/** The records of one kind of a version, in order, some at a time, as lines of canonical JSON. */
export function* recordLinesOf(db: Connection, versionNo: number, kind: RecordKind): Generator<RecordLines> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const [count, last, lines] = db.tuple<[number, number, string]>(
      db.engine.recordLines[kind],
      versionNo,
      after,
      JOINED,
    )!
    if (count > 0) yield { count, lines }
    if (count < JOINED) return
    after = last
  }
}

/** At most `limit` records of one kind of a version, from a place on (0, or `next` of the page before), each as canonical JSON. */
export function recordPage(
  db: Connection,
  { versionNo, kind }: { versionNo: number; kind: RecordKind },
  { from, limit }: { from: number; limit: number },
): RecordPage<string> {
  const { rows, key } = RECORDS[kind]
  const found = db.all<{ place: number; line: string }>(
    `SELECT ${key} AS place, ${LINES[kind]} AS line ${rows} AND ${key} >= ? ORDER BY ${key} LIMIT ?`,
    versionNo,
    from,
    limit,
  )
  const { rows: lines, next } = pageOf(found, limit, ({ place }) => place)
  return { rows: lines.map(({ line }) => line), next }
}

/** The blocks of a version in reading order, one at a time. */
export function blockRecords(db: Connection, versionNo: number): IterableIterator<TextRecord> {
  return db.each(SIGNED_BLOCKS, versionNo)
}

/** At most `limit` blocks of a version in reading order, from an ordinal on. */
export function blockPage(
  db: Connection,
  versionNo: number,
  { from, limit }: { from: number; limit: number },
): RecordPage<TextRecord> {
  const rows = db.all<TextRecord>(SIGNED_BLOCKS_FROM, versionNo, from, limit)
  return pageOf(rows, limit, ({ ordinal }) => ordinal)
}
