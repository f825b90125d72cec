import type SQLite from 'better-sqlite3'
import { prepared } from '../prepared.ts'

/** A version of a work among its others. `no` grows with time within an archive. */
export interface VersionEntry {
  no: number
  workNo: number
  id: string
  createdAt: string
  sourceSha256: string
}

/** Reads of which versions a work has that are not withdrawn, compiled once. */
export class VersionReads {
  readonly #ofWork: SQLite.Statement<[string], VersionEntry>
  readonly #sourceBytes: SQLite.Statement<[string], number>

  constructor(sql: SQLite.Database) {
    this.#ofWork = sql.prepare(
      `SELECT version.no, version.work_no AS workNo, version.id, version.created_at AS createdAt,
         version.source_sha256 AS sourceSha256
       FROM work JOIN version ON version.work_no = work.no
       WHERE work.id = ? AND version.no NOT IN (SELECT version_no FROM withdrawn_version)
       ORDER BY version.no`,
    )
    this.#sourceBytes = sql
      .prepare<[string], number>(
        `SELECT coalesce(sum(source.byte_length), 0)
         FROM work JOIN version ON version.work_no = work.no JOIN source ON source.sha256 = version.source_sha256
         WHERE work.id = ?`,
      )
      .pluck()
  }

  /** The versions of the work with this id, the oldest first. */
  ofWork(work: string): VersionEntry[] {
    return this.#ofWork.all(work)
  }

  /** Bytes of the sources of all versions of the work with this id. */
  sourceBytes(work: string): number {
    return this.#sourceBytes.get(work)!
  }
}

/** The newest version of a work that is not withdrawn. */
export function newestVersion(sql: SQLite.Database, work: string): VersionEntry | undefined {
  return new VersionReads(sql).ofWork(work).at(-1)
}

/** Ids of the works of which something is not withdrawn, in order: at most `limit` after one ('' for the first). */
export function presentWorks(
  sql: SQLite.Database,
  { after, limit }: { after: string; limit: number },
): string[] {
  return prepared<[string, number], { id: string }>(
    sql,
    `SELECT id FROM work WHERE id > ? AND EXISTS (SELECT 1 FROM version WHERE work_no = work.no
       AND no NOT IN (SELECT version_no FROM withdrawn_version)) ORDER BY id LIMIT ?`,
  )
    .all(after, limit)
    .map(({ id }) => id)
}
