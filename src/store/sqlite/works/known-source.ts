import type { Connection } from '../../sql/connection.ts'
import type { Recorded } from '../../works.ts'

/** The work and version that were made of the source with this digest first; undefined when there are none, or withdrawn. */
export function knownSource(db: Connection, sha256: string): Recorded | undefined {
  const found = db.one<Omit<Recorded, 'known'>>(
    `SELECT work.id AS work, version.id AS version FROM present_version AS version
       JOIN work ON work.no = version.work_no
     WHERE version.source_sha256 = ?
     ORDER BY version.no LIMIT 1`,
    sha256,
  )
  return found && { ...found, known: true }
}
