import { ColophonError } from '../../../errors.ts'
import type { Connection } from '../../sql/connection.ts'
import { IS_IN_USE } from '../../sql/withdrawn.ts'
import { purgeIndexes } from '../search/purge-indexes.ts'
import type { SqliteConnection } from '../sqlite-connection.ts'
import { ERASE_METADATA, ERASE_SOURCES, ERASE_WARNINGS } from './erasing-rows.ts'

const OF_VERSION = 'sha256 IN (SELECT version_file.sha256 FROM version_file WHERE version_no = @no)'
const KEPT_SOURCE = `SELECT 1 FROM source WHERE erased_at IS NULL AND ${OF_VERSION}`

/** Whether the sources of these versions are gone. */
export function areErased(db: Connection, versions: readonly number[]): boolean {
  return !versions.some((no) => db.has(KEPT_SOURCE, { no }))
}

/** Whether of these versions, which are withdrawn, a source is left that nothing needs any more. */
export function isErasable(db: Connection, versions: readonly number[]): boolean {
  return versions.some((no) => db.has(`${KEPT_SOURCE} AND NOT ${IS_IN_USE}`, { no }))
}

/**
 * Erases the sources of withdrawn versions, what was said of their texts, and the reasons of the withdrawals before,
 * inside the caller's transaction; with the last version of a work its metadata. What another work has stays.
 */
export function eraseVersions(
  db: Connection,
  { workNo, versions, now }: { workNo: number; versions: readonly number[]; now: string },
): void {
  for (const no of versions) {
    db.run(`${ERASE_SOURCES} AND ${OF_VERSION}`, { now, no })
    db.run(`${ERASE_WARNINGS} AND no = ?`, no)
  }
  db.run(
    `UPDATE withdrawal SET reason = '' WHERE work_no = ? AND reason <> ''
       AND no NOT IN (SELECT withdrawal_no FROM withdrawn_version)`,
    workNo,
  )
  db.run(
    `${ERASE_METADATA} AND work_no = @workNo AND EXISTS
         (SELECT 1 FROM withdrawal WHERE withdrawal.work_no = @workNo AND whole_work AND erased)`,
    { workNo },
  )
}

/**
 * Makes the file forget what was erased: the pages that are free now, the segments of the indexes and the log of
 * writes. To be called after the commit, as often as one likes; it takes as long as writing the file anew.
 *
 * @throws ColophonError `erasure_unfinished` when something keeps it from doing so for now
 */
export function purgeErased(db: SqliteConnection): void {
  try {
    purgeIndexes(db)
    db.exec('VACUUM')
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code.startsWith('SQLITE_BUSY')) throw unfinished('another process writes to it')
    if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'))
      throw unfinished('its disk must have room for it twice')
    throw error
  }
  // Its first column is whether it was kept from doing so.
  if (db.pragma<0 | 1>('wal_checkpoint(TRUNCATE)'))
    throw unfinished('another process still reads its state before')
}

function unfinished(why: string): ColophonError {
  return new ColophonError(
    'erasure_unfinished',
    `It is withdrawn and shown to nobody, but what was erased may still be read from the files of the archive, because ${why}. See to that, then send the same again.`,
  )
}
