/** Databases that are one file: closed, nothing beside them, readable where nothing can be written. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { ColophonError } from '../../errors.ts'
import { DamagedArchive } from '../../fixity/damaged-archive.ts'
import { type Fixity, verifyDatabase } from '../../fixity/verify-database.ts'
import type { Progress } from '../../progress.ts'
import { Database } from '../../store/sqlite/database.ts'
import { LogRows } from '../../store/sqlite/log/log.ts'

/**
 * Lets a database be read where nothing can be written beside it, which one with a log of writes (WAL) cannot be.
 *
 * @throws SqliteError when the file is no database, or a damaged one
 */
export function closeDatabase(file: string): void {
  const db = new Database(file, { fileMustExist: true })
  try {
    const mode = db.pragma('journal_mode = DELETE')
    if (mode !== 'delete') throw new Error(`The journal mode of ${file} is ${mode}, and must be delete.`)
  } finally {
    db.close()
  }
}

/**
 * Reads everything of a closed database again.
 *
 * @param what the first sentence of the error, when it is not what was written
 * @throws DamagedArchive; ColophonError `backup_refused` when it is of a mirror that has still to follow its log
 */
export async function verifyClosed(
  file: string,
  { what, outside, progress }: { what: string; outside: string | null; progress: Progress },
): Promise<Fixity> {
  const fixity = await verifyDatabase(file, { outside, progress })
  if (fixity.damages.count > 0) throw new DamagedArchive(what, fixity.damages)
  if (fixity.log?.pending)
    throw new ColophonError(
      'backup_refused',
      `${what} It is of a mirror that lacks what ${fixity.log.pending} entries of its log name. Complete it: \`colophon mirror sync\`.`,
    )
  return fixity
}

/** The newest checkpoint in a closed database; undefined before anything was signed. */
export function newestNote(file: string): string | undefined {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return new LogRows(db).checkpoint()?.note
  } finally {
    db.close()
  }
}

/** Bytes read at a time. */
const CHUNK = 256 * 1024

/** Waits until a file is on disk, and answers with its length and digest. */
export async function seal(file: string): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    const hash = createHash('sha256')
    // One buffer for all: a stream makes one for each read, which the collector is in no hurry to take.
    const buffer = Buffer.allocUnsafeSlow(CHUNK)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, bytes)
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await handle.close()
  }
}
