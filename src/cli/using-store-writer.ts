import { LocalWriter } from '../archive/local-writer.ts'
import { openForWriting } from '../archive/writing-place.ts'
import type { Works } from '../resolving/work.ts'
import type { Connection } from '../store/sql/connection.ts'
import { type LogSettings, logOf } from './log-settings.ts'
import { usingWriter, worksOn } from './using-writer.ts'

/** An archive that is open for writing. */
export interface WritingTo {
  writer: LocalWriter
  connection: Connection
  /** What works are looked up in. */
  works: Works
}

/**
 * Opens an archive for writing, where the settings say it is, closes it after use. One in a directory is made first when
 * `create` says so.
 */
export async function usingStoreWriter<T>(
  config: LogSettings & { store: string },
  { create }: { create: boolean },
  use: (open: WritingTo) => Promise<T>,
): Promise<T> {
  const { store, data: directory } = config
  if (store === '')
    return usingWriter(config, { create }, (writer, connection) =>
      use({ writer, connection, works: worksOn(connection) }),
    )
  const connection = await openForWriting({ directory, store })
  const writer = new LocalWriter(connection, () => new Date().toISOString(), { log: logOf(config) })
  const { openLookups } = await import('../store/postgres/lookups.ts')
  const { reads, close } = openLookups(store)
  try {
    return await use({ writer, connection, works: { archive: { reads } } })
  } finally {
    await close()
    await writer.close()
  }
}
