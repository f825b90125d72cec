import { rmSync } from 'node:fs'
import { closeDatabase } from '../archive/backup/closed-database.ts'
import { removeDraft } from '../files/drafts.ts'
import { Database } from '../store/sqlite/database.ts'
import { removePrivateRows, writeAnew } from '../store/sqlite/withdrawals/private-rows.ts'

/** Pages copied at a time: 2 MiB. */
const PAGES = 256
/** Pages kept in memory, in KiB: what is copied is read once. */
const CACHE_KIB = 1024

/**
 * Writes the archive as one closed database, without what is private.
 *
 * @param from a connection that stays at one moment
 * @param progress told how much of the copying is done, which is about half of the work
 */
export async function writeDatabase(
  from: Database,
  { file, madeAt, progress }: { file: string; madeAt: string; progress: (done: number, of: number) => void },
): Promise<void> {
  const copy = `${file}.whole`
  try {
    await from.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        progress(totalPages - remainingPages, totalPages)
        return PAGES
      },
    })
    closeDatabase(copy)
    writeWithoutPrivate(copy, { file, madeAt })
  } finally {
    removeDraft(copy)
  }
}

/** The private rows are taken from the copy; only what is left is written to the file, page by page. */
function writeWithoutPrivate(copy: string, { file, madeAt }: { file: string; madeAt: string }): void {
  const db = new Database(copy, { fileMustExist: true })
  try {
    // Nobody will open this copy again, whatever becomes of it.
    for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', `cache_size = -${CACHE_KIB}`])
      db.pragma(pragma)
    removePrivateRows(db, madeAt)
    rmSync(file, { force: true })
    writeAnew(db, file)
  } finally {
    db.close()
  }
}
