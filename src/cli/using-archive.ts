import { existsSync } from 'node:fs'
import { Archive, databaseFile, prepareArchive } from '../archive/archive.ts'
import { LocalWriter } from '../archive/writer.ts'
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

/** Opens an archive for writing, makes it first when `create` says so, closes it after use. */
export async function usingWriter<T>(
  directory: string,
  { create }: { create: boolean },
  use: (writer: LocalWriter, connection: ReturnType<typeof openWriter>) => Promise<T>,
): Promise<T> {
  if (!create && !existsSync(databaseFile(directory))) {
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data, or import a file to make one.`,
    )
  }
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const writer = new LocalWriter(connection, () => new Date().toISOString())
  try {
    return await use(writer, connection)
  } finally {
    await writer.close()
  }
}
