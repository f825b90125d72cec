import type SQLite from 'better-sqlite3'
import { ColophonError } from '../../../errors.ts'
import { forgetIndexed } from '../search/forget-indexed.ts'
import { ERASE_METADATA, ERASE_SOURCES, ERASE_WARNINGS, IS_IN_USE } from './erasing-rows.ts'

const OF_VERSION = 'sha256 = (SELECT source_sha256 FROM version WHERE no = @no)'

/** Whether the sources of these versions are gone. */
export function areErased(sql: SQLite.Database, versions: readonly number[]): boolean {
  const kept = sql.prepare(`SELECT 1 FROM source WHERE erased_at IS NULL AND ${OF_VERSION}`)
  return versions.every((no) => kept.get({ no }) === undefined)
}

/** Whether of these versions, which are withdrawn, a source is left that nothing needs any more. */
export function isErasable(sql: SQLite.Database, versions: readonly number[]): boolean {
  const left = sql.prepare(
    `SELECT 1 FROM source WHERE erased_at IS NULL AND ${OF_VERSION} AND NOT ${IS_IN_USE}`,
  )
  return versions.some((no) => left.get({ no }) !== undefined)
}

/**
 * Erases the sources of withdrawn versions, what was said of their texts, and the reasons of the withdrawals before,
 * inside the caller's transaction; with the last version of a work its metadata. What another work has stays.
 */
export function eraseVersions(
  sql: SQLite.Database,
  { workNo, versions, now }: { workNo: number; versions: readonly number[]; now: string },
): void {
  const eraseSource = sql.prepare(`${ERASE_SOURCES} AND ${OF_VERSION}`)
  const eraseWarnings = sql.prepare(`${ERASE_WARNINGS} AND no = ?`)
  for (const no of versions) {
    eraseSource.run({ now, no })
    eraseWarnings.run(no)
  }
  sql
    .prepare(
      `UPDATE withdrawal SET reason = '' WHERE work_no = ? AND reason <> ''
       AND no NOT IN (SELECT withdrawal_no FROM withdrawn_version)`,
    )
    .run(workNo)
  sql
    .prepare(
      `${ERASE_METADATA} AND work_no = @workNo AND EXISTS
         (SELECT 1 FROM withdrawal WHERE withdrawal.work_no = @workNo AND whole_work AND erased)`,
    )
    .run({ workNo })
}

/**
 * Makes the file forget what was erased: the pages that are free now, the segments of the indexes and the log of
 * writes. To be called after the commit, as often as one likes; it takes as long as writing the file anew.
 *
 * @throws ColophonError `erasure_unfinished` when something keeps it from doing so for now
 */
export function forgetErased(sql: SQLite.Database): void {
  try {
    forgetIndexed(sql)
    sql.exec('VACUUM')
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code.startsWith('SQLITE_BUSY')) throw unfinished('another process writes to it')
    if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'))
      throw unfinished('its disk must have room for it twice')
    throw error
  }
  const [checkpoint] = sql.pragma('wal_checkpoint(TRUNCATE)') as { busy: 0 | 1 }[]
  if (checkpoint?.busy) throw unfinished('another process still reads its state before')
}

function unfinished(why: string): ColophonError {
  return new ColophonError(
    'erasure_unfinished',
    `It is withdrawn and shown to nobody, but what was erased may still be read from the files of the archive, because ${why}. See to that, then send the same again.`,
  )
}
