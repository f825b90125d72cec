import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ColophonError } from '../errors.ts'
import { databaseFile } from '../files/archive-files.ts'
import { exclusively } from '../files/lock.ts'
import { makeDirectory } from '../files/user-path.ts'
import { openReader } from '../store/sqlite/open.ts'
import { logReads } from '../store/sqlite/reads/log.ts'
import type { Dump } from './dump-index.ts'
import { putInPlace, removeDrafts } from './in-place.ts'
import { Withdrawals } from './withdrawals.ts'
import { type ExportOrder, refuseOutdated, writeDrafts } from './writing.ts'

/** What was written, and what was removed. */
export interface ExportReport {
  made: Dump[]
  removed: string[]
}

/**
 * Writes an archive as of one moment, while others write to it, into files that anybody may have. Each is on disk
 * before it is given its name, and the index names it only then.
 *
 * @throws ColophonError `archive_not_found`, `log_not_begun`, `export_refused`, `storage_full`, `unusable_path`; DamagedArchive
 */
export async function exportDumps(directory: string, order: ExportOrder): Promise<ExportReport> {
  const database = databaseFile(directory)
  if (!existsSync(database))
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data.`,
    )
  const { out } = order
  try {
    makeDirectory(out)
    return await exclusively(
      join(out, '.lock'),
      () => isWriting(out),
      async () => {
        removeDrafts(out)
        try {
          return await putCurrentInPlace(await writeDrafts(database, order), { ...order, database })
        } finally {
          removeDrafts(out)
        }
      },
    )
  } catch (error) {
    throw explained(error as Error, out)
  }
}

function isWriting(out: string): ColophonError {
  return new ColophonError(
    'export_refused',
    `Another export writes to ${out}. Wait until it has ended, then try again.`,
  )
}

/** @throws ColophonError `export_refused` */
async function putCurrentInPlace(
  drafts: Dump[],
  { database, out, keep }: Pick<ExportOrder, 'out' | 'keep'> & { database: string },
): Promise<ExportReport> {
  const db = openReader(database)
  try {
    const withdrawals = new Withdrawals(logReads(db))
    for (const { logSize } of drafts) await refuseOutdated(withdrawals, logSize)
    return await putInPlace(drafts, { out, keep, isOutdated: ({ logSize }) => withdrawals.areSince(logSize) })
  } finally {
    db.close()
  }
}

/** What the file systems and SQLite say, with the directory that it is about. */
function explained(error: Error, out: string): Error {
  const { code = '' } = error as { code?: string }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new ColophonError(
      'storage_full',
      `There is no room for the dumps in ${out}; those that were there are as they were. A database takes twice its length while it is written. Make room, or name a directory on another disk with --out.`,
    )
  if (/^(SQLITE_(CANTOPEN|IOERR|READONLY)|E[A-Z]+$)/.test(code))
    return new ColophonError('export_refused', `The dumps cannot be written to ${out}: ${error.message}.`)
  return error
}
