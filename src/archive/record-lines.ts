import { RECORD_KINDS, type RecordPage } from '../store/records.ts'
import type { Database } from '../store/sqlite/database.ts'
import { blockPage, recordPage } from '../store/sqlite/versions/version-records.ts'

/** Rows read at a time. */
const PAGE = 100

/** What a line can be: a block, or a record of some kind. */
export const RECORD_NAMES = ['block', ...RECORD_KINDS] as const
export type RecordName = (typeof RECORD_NAMES)[number]

/**
 * All rows of a version as lines of JSON, some at a time: first the blocks, then each kind of record that its manifest
 * has a digest of. Without the member `record`, and a block's `text`, the bytes of a line are those that are digested.
 *
 * @param only rows of this kind alone
 */
export function* recordLines(db: Database, versionNo: number, only?: RecordName): Generator<string[]> {
  if (only === undefined || only === 'block')
    for (const rows of pagesOf((from) => blockPage(db, versionNo, { from, limit: PAGE })))
      yield rows.map((row) => JSON.stringify({ record: 'block', ...row }))
  for (const kind of RECORD_KINDS)
    if (only === undefined || only === kind)
      // Each row is an object that has members.
      for (const rows of pagesOf((from) => recordPage(db, { versionNo, kind }, { from, limit: PAGE })))
        yield rows.map((row) => `{"record":"${kind}",${row.slice(1)}`)
}

function* pagesOf<T>(pageFrom: (from: number) => RecordPage<T>): Generator<T[]> {
  for (let from: number | null = 0; from !== null; ) {
    const page = pageFrom(from)
    yield page.rows
    from = page.next
  }
}
