import { existsSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { databaseFile } from '../../files/archive-files.ts'
import { draftOf, removeDraft } from '../../files/drafts.ts'
import { putNew } from '../../files/put-new.ts'
import { syncDirectory } from '../../files/sync-directory.ts'
import type { CheckedLog } from '../../fixity/log.ts'
import { readOutside } from '../../fixity/verify-archive.ts'
import { type Progress, partOf } from '../../progress.ts'
import { LogRows } from '../../store/sqlite/log/log.ts'
import { openReader } from '../../store/sqlite/open.ts'
import { holdSignedMoment } from '../signing/signed-moment.ts'
import { closeDatabase, seal, verifyClosed } from './closed-database.ts'
import { keepBeside } from './files-beside.ts'

/** A copy that was verified and is on disk. */
export interface Copy {
  bytes: number
  sha256: string
  works: number
  log: CheckedLog | null
  /** Names of the files that lie beside the database and go with it. */
  files: string[]
}

/** Pages copied at a time: 8 MiB. */
const PAGES = 1024
/** The copying's share of the whole time; the rest is verifying. */
const COPYING = 0.1

/**
 * Copies the database of an archive as of one moment, while others write, into one closed file; the copy is verified
 * wholly before it is given its name. Its public address and its file of settings go with it.
 *
 * SQLite's backup through a connection that holds a read transaction: it is of one moment, however much is written
 * meanwhile, and starts over for nobody. VACUUM INTO would be as consistent, but cannot hold a moment that was looked
 * at first, and tells nothing of its progress.
 *
 * @throws ColophonError `archive_not_found`, `backup_refused`, `storage_full`, `unusable_path`; DamagedArchive
 */
export async function backUp(
  directory: string,
  { file, force = false, progress = () => {} }: { file: string; force?: boolean; progress?: Progress },
): Promise<Copy> {
  const database = databaseFile(directory)
  if (!existsSync(database))
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data.`,
    )
  refuseTarget(file, { directory, force })
  const draft = draftOf(file)
  try {
    // Before the moment that is copied, so that it cannot be newer than that.
    const outside = readOutside(database)
    await copyMoment(database, draft, partOf(progress, 0, COPYING))
    closeDatabase(draft)
    const what = `There is no backup in ${file}: what was copied from ${database} is not what was written there.`
    const fixity = await verifyClosed(draft, { what, outside, progress: partOf(progress, COPYING, 1) })
    confirmSigned(database, fixity.log)
    const files = keepBeside(draft, directory)
    const sealed = await seal(draft)
    if (force) {
      renameSync(draft, file)
      syncDirectory(dirname(file))
    } else putNew(draft, file)
    return { ...sealed, works: fixity.read.works, log: fixity.log, files }
  } catch (error) {
    throw explained(error as Error, file)
  } finally {
    removeDraft(draft)
  }
}

function refuseTarget(file: string, { directory, force }: { directory: string; force: boolean }): void {
  const folder = dirname(file)
  if (!isDirectory(folder))
    throw new ColophonError(
      'unusable_path',
      `There is no directory ${folder}. Make it, or name another file.`,
    )
  if (realpathSync(folder) === realpathSync(directory))
    throw refused(
      `${file} lies in the directory of the archive itself, with which it would be lost. Name a file elsewhere, best on another disk.`,
    )
  if (isDirectory(file)) throw new ColophonError('unusable_path', `${file} is a directory. Name a file.`)
  if (!force && existsSync(file)) throw isThere(file)
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function isThere(file: string): ColophonError {
  return refused(`${file} is there already. Name another file, or replace it with --force.`)
}

async function copyMoment(database: string, draft: string, progress: Progress): Promise<void> {
  const db = openReader(database)
  try {
    await holdSignedMoment(db)
    await db.backup(draft, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages - remainingPages, totalPages)
        return PAGES
      },
    })
  } finally {
    db.close()
  }
}

/** The root that the copy was verified up to must be one that the archive signed. */
function confirmSigned(database: string, log: CheckedLog | null): void {
  if (!log?.signed) return
  const db = openReader(database)
  try {
    const held = new LogRows(db).checkpointAt(log.signed.size)
    const root = Buffer.from(log.signed.root, 'hex').toString('base64')
    if (held?.split('\n')[2] !== root)
      throw refused(`The copy has another log than ${database}. Run \`colophon verify\`, then try again.`)
  } finally {
    db.close()
  }
}

/** What the file systems and SQLite say, with the file that it is about. */
function explained(error: Error, file: string): Error {
  const { code = '' } = error as { code?: string }
  if (code === 'EEXIST') return isThere(file)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new ColophonError(
      'storage_full',
      `There is no room for the backup ${file}; nothing was written. Make room, or name a file on another disk.`,
    )
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return new ColophonError(
      'archive_damaged',
      `There is no backup in ${file}: the archive cannot be read (${error.message}). \`colophon verify\` tells more.`,
    )
  if (/^(SQLITE_(CANTOPEN|IOERR|READONLY)|E[A-Z]+$)/.test(code))
    return refused(`The backup ${file} could not be made: ${error.message}.`)
  return error
}

function refused(message: string): ColophonError {
  return new ColophonError('backup_refused', message)
}
