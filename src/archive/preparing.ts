import { databaseFile, logKeyFile } from '../files/archive-files.ts'
import { makeDirectory } from '../files/user-path.ts'
import type { Database } from '../store/sqlite/database.ts'
import { migrate } from '../store/sqlite/migrate.ts'
import { openWriter } from '../store/sqlite/open.ts'
import { indexMissing } from '../store/sqlite/search/index-texts.ts'
import { asStorageError } from '../store/storage-errors.ts'
import { keyMissing } from './citation-keys.ts'
import type { LogIdentity, LogWriter } from './signing/log-writer.ts'
import { Publisher } from './signing/publisher.ts'

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
    keyMissing(writer)
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
