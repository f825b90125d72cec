import { existsSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { databaseFile, logKeyFile } from '../files/archive-files.ts'
import { makeDirectory } from '../files/user-path.ts'
import { AsyncCache } from '../matching/async-cache.ts'
import { ReadingText } from '../matching/reading-text.ts'
import { SentenceRuns } from '../matching/sentence-runs.ts'
import type { Database } from '../store/sqlite/database.ts'
import { migrate } from '../store/sqlite/migrate.ts'
import { openWriter } from '../store/sqlite/open.ts'
import { indexMissing } from '../store/sqlite/search/index-texts.ts'
import { openStore } from '../store/sqlite/store.ts'
import { asStorageError } from '../store/storage-errors.ts'
import type { Reads, Store } from '../store/store.ts'
import { LogReader } from './signing/log-reader.ts'
import type { LogIdentity, LogWriter } from './signing/log-writer.ts'
import { Publisher } from './signing/publisher.ts'
import { SourceSwhids } from './source-swhids.ts'

/** Reading texts kept ready, in characters of all together, each of which takes some eight bytes. */
const MOST_CHARACTERS = 32_000_000

/** The key of an archive's log beside its database, and a name that follows from the key. */
export function logBeside(directory: string): LogIdentity {
  return { keyFile: logKeyFile(databaseFile(directory)), name: '' }
}

/**
 * Makes the directory and the database when they are not there, brings the schema up to date, publishes what is
 * from before there was a log, and signs what was not signed yet.
 *
 * @param log whose key signs; by default that beside the database
 */
export async function prepareArchive(
  directory: string,
  { log = logBeside(directory), now = () => new Date().toISOString() }: PreparingOptions = {},
): Promise<void> {
  const writer = await openPrepared(directory)
  try {
    const publisher = new Publisher(writer, log)
    publisher.publishMissing(now())
    signUnlessBusy(publisher.log, now())
  } finally {
    writer.close()
  }
}

/** Who writes for so long that one cannot sign will sign; else the next change does, or the next heartbeat. */
function signUnlessBusy(log: LogWriter, now: string): void {
  try {
    log.sign(now)
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error
  }
}

/** Makes the directory and the database when they are not there, brings the schema up to date, opens it for writing. */
export async function openPrepared(directory: string): Promise<Database> {
  makeDirectory(directory)
  const writer = openWriter(databaseFile(directory))
  try {
    await migrate(writer)
    indexMissing(writer)
    return writer
  } catch (error) {
    writer.close()
    throw asStorageError(error)
  }
}

/** How an archive's log is signed, and the clock, which prints ISO times. */
export interface PreparingOptions {
  log?: LogIdentity
  now?: () => string
}

/** The reading side of an archive: its store, which cannot write, and what is kept of it in memory. */
export class Archive {
  readonly directory: string
  readonly store: Store
  readonly reads: Reads
  readonly log: LogReader
  readonly swhids: SourceSwhids
  readonly sentenceRuns = new SentenceRuns()
  readonly #texts = new AsyncCache<ReadingText>(MOST_CHARACTERS, ({ text }) => text.length + 1)

  /** @throws ColophonError `archive_not_found` when the directory holds no archive */
  constructor(directory: string) {
    const file = databaseFile(directory)
    if (!existsSync(file)) {
      throw new ColophonError(
        'archive_not_found',
        `There is no archive in ${directory}. Start the server or import a file with --data ${directory} to make one.`,
      )
    }
    this.directory = directory
    this.store = openStore(file)
    this.reads = this.store.reads
    this.log = new LogReader(this.reads.log)
    this.swhids = new SourceSwhids(this.reads.versions)
  }

  /** The text of a version, for finding words in it. */
  readingText(versionNo: number): Promise<ReadingText> {
    return this.#texts.get(
      versionNo,
      async () => new ReadingText(await this.reads.versions.blocks(versionNo)),
    )
  }

  /** Lets the next read see all that was written until now. */
  refresh(): void {
    this.store.refresh()
  }

  close(): void {
    this.store.close()
  }
}
