import { ColophonError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { Database } from '../store/sqlite/database.ts'
import { Damages } from './damage.ts'
import { checkPages } from './database.ts'
import { checkFormatted } from './formatted.ts'
import { type CheckedLog, checkLog } from './log.ts'
import { checkQuotes } from './quotes.ts'
import { checkRegistrations } from './registrations.ts'
import { countRows } from './rows.ts'
import { checkSchema } from './schema.ts'
import { checkSources } from './sources.ts'
import { checkTexts } from './texts.ts'
import { checkTwins } from './twins.ts'
import { checkUnusedRows } from './unused-rows.ts'
import { checkWorks } from './works.ts'

/** What was read, and what was found. */
export interface Fixity {
  damages: Damages
  read: { works: number; texts: number; entries: number; sourceBytes: number }
  log: CheckedLog | null
  /** Whether there is a checkpoint outside of the database: without it, nobody can tell that a database is not older. */
  hasOutside: boolean
}

/** Tables whose rows are counted for the progress. */
const COUNTED = ['log_entry', 'source', 'text', 'work']

/**
 * Reads everything of a database again, as of one moment.
 *
 * @param outside the checkpoint that is kept outside of it, read before this is called; null when there is none
 * @throws ColophonError `archive_outdated`, `archive_unusable`
 */
export async function verifyDatabase(
  file: string,
  { outside, progress = () => {} }: { outside: string | null; progress?: Progress | undefined },
): Promise<Fixity> {
  const damages = new Damages()
  const read = { works: 0, texts: 0, entries: 0, sourceBytes: 0 }
  const fixity: Fixity = { damages, read, log: null, hasOutside: outside !== null }
  const db = openForReading(file, damages)
  if (!db) return fixity
  try {
    await checkSchema(db, damages)
    const tick = ticker(db, progress)
    const count = (what: keyof typeof read) => (number: number) => {
      read[what] += number
      tick()
    }
    checkPages(db, damages)
    const counted = { outside, tick: () => count('entries')(1) }
    fixity.log = damages.examine({ table: 'log_entry' }, () => checkLog(db, damages, counted)) ?? null
    checkSources(db, damages, count('sourceBytes'))
    checkTexts(db, damages, count('texts'))
    checkWorks(db, damages, count('works'))
    checkUnusedRows(db, damages)
    checkQuotes(db, damages)
    checkRegistrations(db, damages)
    checkTwins(db, damages)
    checkFormatted(db, damages)
  } finally {
    db.close()
  }
  return fixity
}

/** What SQLite says of a file that may be whole, and that it may only not open here. */
const NOT_OPENED = /^SQLITE_(BUSY|CANTOPEN|LOCKED|PERM|READONLY)/

/** A connection that stays at the moment of its first read; undefined when what it opens is no database. */
function openForReading(file: string, damages: Damages): Database | undefined {
  let db: Database | undefined
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 })
    for (const pragma of ['trusted_schema = 0', 'cell_size_check = 1', 'mmap_size = 0']) db.pragma(pragma)
    db.exec('BEGIN')
    db.one('SELECT count(*) FROM sqlite_schema')
    return db
  } catch (error) {
    db?.close()
    const { code = '', message } = error as { code?: string; message: string }
    if (NOT_OPENED.test(code))
      throw new ColophonError(
        'archive_unusable',
        `${file} cannot be opened: ${message}. Check that you may read it, and that you may write to its directory, where SQLite makes files while it reads.`,
      )
    damages.add({ table: 'database', what: `cannot be read: ${message}` })
    return undefined
  }
}

/** Tells the progress, from the beginning on. */
function ticker(db: Database, progress: Progress): () => void {
  let total = 0
  try {
    for (const table of COUNTED) total += countRows(db, table)
  } catch {
    // What cannot be counted will show when it is read.
  }
  let done = 0
  progress(done, total)
  return () => progress(++done, total)
}
