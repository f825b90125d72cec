import { existsSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { seal } from '../archive/closed-database.ts'
import { exclusively } from '../archive/exclusively.ts'
import { LogReader } from '../archive/log-reader.ts'
import { holdSignedMoment } from '../archive/signed-moment.ts'
import { databaseFile } from '../archive-files.ts'
import { ColophonError } from '../errors.ts'
import { makeDirectory } from '../given-path.ts'
import { printVerifierKey } from '../log/note-key.ts'
import { type Progress, partOf } from '../progress.ts'
import { openReader } from '../store/connection.ts'
import { type PublishedCounts, readPublishedCounts } from '../store/counts.ts'
import { DUMP_FORMATS, type Dump, type DumpFormat } from './dump-index.ts'
import { dumpLines, type Moment } from './dump-lines.ts'
import { draftFile, putInPlace, removeDrafts } from './in-place.ts'
import { writeCompressed } from './ndjson-file.ts'
import { writeDatabase } from './sqlite-file.ts'
import { Withdrawals } from './withdrawals.ts'

/** Pages kept in memory, in KiB: everything is read once. */
const CACHE_KIB = 1024
/** The copying's share of the time when a database is written too. */
const COPYING = 0.3

/** What is to be written, and where. */
export interface ExportOrder {
  /** The directory of the dumps; made when it is not there. */
  out: string
  formats: readonly DumpFormat[]
  /** How many dumps of each format are kept. */
  keep: number
  /** ISO time. */
  now: string
  progress?: Progress
}

/** What was written, and what was removed. */
export interface Exported {
  made: Dump[]
  removed: string[]
}

/**
 * Writes an archive as of one moment, while others write to it, into files that anybody may have. Each is on disk
 * before it is given its name, and the index names it only then.
 *
 * @throws ColophonError `archive_not_found`, `log_not_begun`, `export_refused`, `storage_full`, `unusable_path`
 */
export async function exportDumps(directory: string, order: ExportOrder): Promise<Exported> {
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

/** Writes all files under names of drafts. */
async function writeDrafts(database: string, order: ExportOrder): Promise<Dump[]> {
  const { out, formats, now } = order
  const live = openReader(database)
  try {
    live.sql.pragma(`cache_size = -${CACHE_KIB}`)
    await holdSignedMoment(live.sql)
    const moment = await momentOf(live.sql, now)
    await refuseOutdated(new Withdrawals(live.sql), moment.size)
    const counts = readPublishedCounts(live.sql, moment.size)
    const fileOf = (format: DumpFormat) => `colophon-${moment.size}.${DUMP_FORMATS[format]}`
    await writeFormats(live.sql, {
      ...order,
      moment,
      counts,
      draftOf: (format) => draftFile(out, fileOf(format)),
    })
    const { size: logSize, checkpoint, madeAt } = moment
    const made: Dump[] = []
    for (const format of formats) {
      const file = fileOf(format)
      made.push({ file, format, ...(await seal(draftFile(out, file))), madeAt, logSize, checkpoint, counts })
    }
    return made
  } finally {
    live.close()
  }
}

interface Formats extends ExportOrder {
  moment: Moment
  counts: PublishedCounts
  draftOf: (format: DumpFormat) => string
}

/** The database first: what is written as lines is then read from it, and the archive is left alone. */
async function writeFormats(live: SQLite.Database, order: Formats): Promise<void> {
  const { formats, moment, draftOf, progress = () => {} } = order
  const { madeAt } = moment
  const write = (from: SQLite.Database, share: Progress) =>
    writeCompressed(draftOf('ndjson'), dumpLines(from, moment, ticker(order.counts, share)))
  if (!formats.includes('sqlite')) return write(live, progress)
  const file = draftOf('sqlite')
  await writeDatabase(live, { file, madeAt, progress: partOf(progress, 0, COPYING) })
  live.exec('COMMIT')
  if (formats.includes('ndjson'))
    await usingClosed(file, (closed) => write(closed, partOf(progress, COPYING, 1)))
}

function ticker(
  { entries, versions, quotes }: PublishedCounts,
  progress: Progress,
): (things: number) => void {
  let done = 0
  return (things) => {
    done += things
    progress(done, entries + versions + quotes)
  }
}

/** @throws ColophonError `log_not_begun` */
async function momentOf(sql: SQLite.Database, madeAt: string): Promise<Moment> {
  const log = new LogReader(sql)
  const signed = log.checkpoint()
  if (!signed)
    throw new ColophonError(
      'log_not_begun',
      'Nothing that was published is signed yet, so there is nothing to export. Import a work first, or wait until the import has ended.',
    )
  const publicKeys = (await log.keys()).map(printVerifierKey)
  return { size: signed.size, checkpoint: signed.note, publicKeys, madeAt }
}

async function usingClosed(file: string, use: (sql: SQLite.Database) => Promise<void>): Promise<void> {
  const sql = new SQLite(file, { readonly: true, fileMustExist: true })
  try {
    sql.pragma(`cache_size = -${CACHE_KIB}`)
    await use(sql)
  } finally {
    sql.close()
  }
}

/** @throws ColophonError `export_refused` */
async function putCurrentInPlace(
  drafts: Dump[],
  { database, out, keep }: Pick<ExportOrder, 'out' | 'keep'> & { database: string },
): Promise<Exported> {
  const { sql, close } = openReader(database)
  try {
    const withdrawals = new Withdrawals(sql)
    for (const { logSize } of drafts) await refuseOutdated(withdrawals, logSize)
    return await putInPlace(drafts, { out, keep, isOutdated: ({ logSize }) => withdrawals.areSince(logSize) })
  } finally {
    close()
  }
}

/** Nobody is given a dump that has what was withdrawn since. @throws ColophonError `export_refused` */
async function refuseOutdated(withdrawals: Withdrawals, logSize: number): Promise<void> {
  if (await withdrawals.areSince(logSize))
    throw new ColophonError(
      'export_refused',
      'Something was withdrawn that a dump of now would still have, so none was kept. Run `colophon export` again; in a mirror that is not complete, `colophon mirror sync` before.',
    )
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
