import { existsSync } from 'node:fs'
import { Archive, databaseFile, logBeside, prepareArchive } from '../archive/archive.ts'
import type { LogIdentity } from '../archive/log-writer.ts'
import { refuseMirror } from '../archive/refuse-mirror.ts'
import { LocalWriter } from '../archive/writer.ts'
import type { Config } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { openWriter } from '../store/connection.ts'

/** Opens an archive for reading, closes it after use. @throws ColophonError `archive_not_found` */
export async function usingArchive<T>(directory: string, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = new Archive(directory)
  try {
    return await use(archive)
  } finally {
    archive.close()
  }
}

/** The settings by which the log of an archive is signed. */
export function logOf({ data, logKey, logName }: Pick<Config, 'data' | 'logKey' | 'logName'>): LogIdentity {
  return { keyFile: logKey || logBeside(data).keyFile, name: logName }
}

/** Opens an archive for writing, makes it first when `create` says so, closes it after use. */
export async function usingWriter<T>(
  config: Pick<Config, 'data' | 'logKey' | 'logName'>,
  { create }: { create: boolean },
  use: (writer: LocalWriter, connection: ReturnType<typeof openWriter>) => Promise<T>,
): Promise<T> {
  const { data: directory } = config
  const log = logOf(config)
  refuseMirror(directory)
  if (!create && !existsSync(databaseFile(directory))) {
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data, or import a file to make one.`,
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
