import { createReadStream, createWriteStream, existsSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ColophonError } from '../../errors.ts'
import { BESIDE, checkpointFile, databaseFile } from '../../files/archive-files.ts'
import { draftOf, removeDraft } from '../../files/drafts.ts'
import { putNew } from '../../files/put-new.ts'
import { asPathError, makeDirectory, unmakeDirectories } from '../../files/user-path.ts'
import { readOutside } from '../../fixity/verify-archive.ts'
import type { Fixity } from '../../fixity/verify-database.ts'
import { type Progress, partOf } from '../../progress.ts'
import { migrate } from '../../store/sqlite/migrate.ts'
import { openWriter } from '../../store/sqlite/open.ts'
import { indexMissing } from '../../store/sqlite/search/index-texts.ts'
import { keyMissing } from '../citation-keys.ts'
import { keepCheckpoint } from '../signing/kept-checkpoint.ts'
import type { Copy } from './backup.ts'
import { closeDatabase, newestNote, seal, verifyClosed } from './closed-database.ts'
import { removeBeside, takeBeside, writeBeside } from './files-beside.ts'

/** The copying's share of the whole time; the rest is verifying. */
const COPYING = 0.1

/**
 * Makes an archive of a backup, in a directory that has none. The copy is verified wholly before it is given its
 * name; the checkpoint that is kept outside of the database is put beside it again. When one lies there already, the
 * backup must not be older.
 *
 * @throws ColophonError `archive_exists`, `backup_not_found`, `backup_refused`, `storage_full`, `unusable_path`; DamagedArchive
 */
export async function restore(
  file: string,
  { directory, progress = () => {} }: { directory: string; progress?: Progress },
): Promise<Copy> {
  refuseBackup(file)
  const database = databaseFile(directory)
  refuseArchive(directory)
  const made = makeDirectory(directory)
  const draft = draftOf(database)
  const checkpoint = checkpointFile(database)
  const hadCheckpoint = existsSync(checkpoint)
  let written: string[] = []
  try {
    // Not its rights with it: a backup may be kept where nobody can write.
    await pipeline(createReadStream(file), createWriteStream(draft, { flags: 'wx' }))
    progress(COPYING, 1)
    const beside = takenBeside(draft)
    const fixity = await verified(draft, {
      what: `Nothing was restored: ${file} is not what was backed up.`,
      outside: readOutside(database),
      progress: partOf(progress, COPYING, 1),
    })
    const sealed = await seal(draft)
    refuseArchive(directory)
    const note = newestNote(draft)
    // First, so that the database is never there without it.
    if (note !== undefined) keepCheckpoint(checkpoint, note)
    written = writeBeside(directory, beside)
    putNew(draft, database)
    return {
      ...sealed,
      works: fixity.read.works,
      log: fixity.log,
      files: written.map((path) => basename(path)),
    }
  } catch (error) {
    const { code } = error as { code?: string }
    // Somebody else was first.
    if (code === 'EEXIST') refuseArchive(directory)
    if (code !== 'ENOSPC' && code !== 'SQLITE_FULL') throw asPathError(error, file, 'read')
    throw new ColophonError(
      'storage_full',
      `There is no room for the archive in ${directory}; nothing was restored. Make room, or name a directory on another disk.`,
    )
  } finally {
    removeDraft(draft)
    if (!existsSync(database)) {
      if (!hadCheckpoint) rmSync(checkpoint, { force: true })
      removeBeside(written)
      unmakeDirectories(made)
    }
  }
}

function refuseBackup(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new ColophonError('backup_not_found', `There is no file ${file}.`)
  for (const beside of BESIDE) {
    if (existsSync(`${file}${beside}`) && statSync(`${file}${beside}`).size > 0)
      throw new ColophonError(
        'backup_refused',
        `${file} is not a closed backup: ${file}${beside} belongs to it. Run \`colophon backup\` on the archive that it is from, or close it with \`sqlite3 ${file} 'PRAGMA journal_mode = DELETE'\`.`,
      )
  }
}

function refuseArchive(directory: string): void {
  const database = databaseFile(directory)
  if (['', ...BESIDE].some((beside) => existsSync(`${database}${beside}`)))
    throw new ColophonError(
      'archive_exists',
      `There is an archive in ${directory} already. Name another directory with --data, or move that one away.`,
    )
}

/** The copy as this version of the software has it. */
async function verified(draft: string, how: Parameters<typeof verifyClosed>[1]): Promise<Fixity> {
  closeWhole(draft)
  try {
    return await verifyClosed(draft, how)
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code !== 'archive_outdated') throw error
    const writer = openWriter(draft)
    try {
      await migrate(writer)
      indexMissing(writer)
      keyMissing(writer)
    } finally {
      writer.close()
    }
    closeWhole(draft)
    return verifyClosed(draft, how)
  }
}

function closeWhole(draft: string): void {
  ofWhole(() => closeDatabase(draft))
}

function takenBeside(draft: string): ReturnType<typeof takeBeside> {
  return ofWhole(() => takeBeside(draft)) ?? []
}

/** What is no whole database is left as it is: verifying tells more. */
function ofWhole<T>(change: () => T): T | undefined {
  try {
    return change()
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) throw error
    return undefined
  }
}
