import { seal } from '../archive/backup/closed-database.ts'
import { LogReader } from '../archive/signing/log-reader.ts'
import { holdSignedMoment } from '../archive/signing/signed-moment.ts'
import { ColophonError } from '../errors.ts'
import { type DumpFormat, dumpDraft, dumpFile } from '../files/dump-files.ts'
import { type Progress, partOf } from '../progress.ts'
import { Database } from '../store/sqlite/database.ts'
import { openReader } from '../store/sqlite/open.ts'
import { logReads } from '../store/sqlite/reads/log.ts'
import { type PublishedCounts, readPublishedCounts } from '../store/sqlite/works/counts.ts'
import { refuseAltered, signingKeys } from './as-signed.ts'
import type { Dump } from './dump-index.ts'
import { dumpLines } from './dump-lines.ts'
import type { Moment, Tick } from './moment.ts'
import { writeCompressed } from './ndjson-file.ts'
import { writeDatabase } from './sqlite-file.ts'
import { Withdrawals } from './withdrawals.ts'

/** Pages kept in memory, in KiB: everything is read once. */
const CACHE_KIB = 1024
/** The copying's share of the time when a database is written too. */
const COPYING = 0.2

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

/** Writes all files under names of drafts. */
export async function writeDrafts(database: string, order: ExportOrder): Promise<Dump[]> {
  const { out, formats, now } = order
  const live = openReader(database)
  try {
    live.pragma(`cache_size = -${CACHE_KIB}`)
    await holdSignedMoment(live)
    const moment = await momentOf(live, now)
    await refuseOutdated(new Withdrawals(logReads(live)), moment.size)
    const counts = readPublishedCounts(live, moment.size)
    await writeFormats(live, {
      ...order,
      moment,
      counts,
      draftOf: (format) => dumpDraft(out, dumpFile(moment.size, format)),
    })
    const { size: logSize, checkpoint, madeAt } = moment
    const made: Dump[] = []
    for (const format of formats) {
      const file = dumpFile(logSize, format)
      made.push({ file, format, ...(await seal(dumpDraft(out, file))), madeAt, logSize, checkpoint, counts })
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

/** The database first: what is checked and written as lines is then read from it, and the archive is left alone. */
async function writeFormats(live: Database, order: Formats): Promise<void> {
  const { formats, moment, counts, draftOf, progress = () => {} } = order
  const { madeAt } = moment
  const hasLines = formats.includes('ndjson')
  const write = async (from: Database, share: Progress) => {
    if (hasLines) await writeCompressed(draftOf('ndjson'), dumpLines(from, moment, ticker(counts, share)))
    else refuseAltered(from, moment, ticker({ ...counts, quotes: 0 }, share))
  }
  if (!formats.includes('sqlite')) return write(live, progress)
  const file = draftOf('sqlite')
  await writeDatabase(live, { file, madeAt, progress: partOf(progress, 0, COPYING) })
  live.exec('COMMIT')
  await usingClosed(file, (closed) => write(closed, partOf(progress, COPYING, 1)))
}

function ticker({ entries, versions, quotes }: PublishedCounts, progress: Progress): Tick {
  let done = 0
  return (things) => {
    done += things
    progress(done, entries + versions + quotes)
  }
}

/** @throws ColophonError `log_not_begun`; DamagedArchive */
async function momentOf(db: Database, madeAt: string): Promise<Moment> {
  const log = new LogReader(logReads(db))
  const signed = await log.checkpoint()
  if (!signed)
    throw new ColophonError(
      'log_not_begun',
      'Nothing that was published is signed yet, so there is nothing to export. Import a work first, or wait until the import has ended.',
    )
  return { size: signed.size, checkpoint: signed.note, publicKeys: await signingKeys(log), madeAt }
}

async function usingClosed(file: string, use: (db: Database) => Promise<void>): Promise<void> {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    db.pragma(`cache_size = -${CACHE_KIB}`)
    await use(db)
  } finally {
    db.close()
  }
}

/** Nobody is given a dump that has what was withdrawn since. @throws ColophonError `export_refused` */
export async function refuseOutdated(withdrawals: Withdrawals, logSize: number): Promise<void> {
  if (await withdrawals.areSince(logSize))
    throw new ColophonError(
      'export_refused',
      'Something was withdrawn that these dumps still have, so none was kept. Run `colophon export` again; in a mirror that is not complete, run `colophon mirror sync` first.',
    )
}
