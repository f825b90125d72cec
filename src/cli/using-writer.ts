import { existsSync } from 'node:fs'
import { LocalWriter } from '../archive/local-writer.ts'
import { prepareArchive } from '../archive/preparing.ts'
import { ColophonError } from '../errors.ts'
import { databaseFile } from '../files/archive-files.ts'
import { refuseMirror } from '../mirror/refuse-mirror.ts'
import type { Works } from '../resolving/work.ts'
import type { Database } from '../store/sqlite/database.ts'
import { openWriter } from '../store/sqlite/open.ts'
import { withdrawalReads } from '../store/sqlite/reads/withdrawals.ts'
import { workReads } from '../store/sqlite/reads/works.ts'
import { type LogSettings, logOf } from './log-settings.ts'

/** What works are looked up in, on a connection that writes. */
export function worksOn(db: Database): Works {
  return { archive: { reads: { works: workReads(db), withdrawals: withdrawalReads(db) } } }
}

/** Opens the archive of a directory for writing, makes it first when `create` says so, closes it after use. */
export async function usingWriter<T>(
  config: LogSettings,
  { create }: { create: boolean },
  use: (writer: LocalWriter, connection: Database) => Promise<T>,
): Promise<T> {
  const { data: directory } = config
  const log = logOf(config)
  refuseMirror(directory)
  if (!create && !existsSync(databaseFile(directory))) {
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data, or make one with \`colophon init\`, or by importing a file.`,
    )
  }
  await prepareArchive(directory, { log })
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => new Date().toISOString(), { log })
  try {
    return await use(writer, connection)
  } finally {
    await writer.close()
  }
}
