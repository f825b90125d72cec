import { existsSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { databaseFile } from '../files/archive-files.ts'
import type { CopyReport } from '../store/postgres/copying/copy-archive.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { openReader } from '../store/sqlite/open.ts'
import { holdSignedMoment } from './signing/signed-moment.ts'

/**
 * Copies the archive of a directory into a PostgreSQL database, at a moment in which everything is signed. Others may go
 * on writing to it meanwhile.
 *
 * @throws ColophonError `archive_not_found`, `log_not_begun`, and those of `copyArchive`
 */
export async function copyToDatabase(
  directory: string,
  url: string,
  tell: (doing: string) => void,
): Promise<CopyReport> {
  const file = databaseFile(directory)
  if (!existsSync(file)) throw new ColophonError('archive_not_found', `There is no archive in ${directory}.`)
  const db = openReader(file)
  try {
    await holdSignedMoment(db)
    const rows = new LogRows(db)
    if (rows.size() === 0 || rows.checkpoint()?.size !== rows.size())
      throw new ColophonError(
        'log_not_begun',
        'Not everything in the archive is signed. Open it once where its key is, as `colophon serve` does, then try again.',
      )
    const { copyArchive } = await import('../store/postgres/copying/copy-archive.ts')
    return await copyArchive(db, url, tell)
  } finally {
    db.close()
  }
}
