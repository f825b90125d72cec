import { databaseFile } from '../files/archive-files.ts'
import { makeDirectory } from '../files/user-path.ts'
import type { Connection } from '../store/sql/connection.ts'
import { openWriter } from '../store/sqlite/open.ts'

/** Where an archive is written: in its directory, or in a PostgreSQL database, beside a directory with its key. */
export interface WritingPlace {
  directory: string
  /** Address of the database; '' for the directory's own. */
  store: string
}

/** Opens an archive for writing. @throws ColophonError those of `openWriter`, or of `openPostgresWriting` */
export async function openForWriting({ directory, store }: WritingPlace): Promise<Connection> {
  const file = databaseFile(directory)
  if (store === '') return openWriter(file)
  makeDirectory(directory)
  const { openPostgresWriting } = await import('../store/postgres/writing/open.ts')
  return openPostgresWriting(store, file)
}
