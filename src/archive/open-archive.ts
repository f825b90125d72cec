import { Archive } from './archive.ts'

/** Where an archive is: its directory, and the database in which its data are when that is not the directory's own. */
export interface ArchivePlace {
  data: string
  /** Address of a PostgreSQL database; '' for none. */
  store: string
  limits: { storeConnections: number; storeWaiting: number }
}

/** Opens an archive for reading. @throws ColophonError `archive_not_found`, `archive_outdated`, `busy`, `invalid_setting` */
export async function openArchive({ data, store, limits }: ArchivePlace): Promise<Archive> {
  if (store === '') return new Archive(data)
  const { openPostgresStore } = await import('../store/postgres/store.ts')
  const bounds = { connections: limits.storeConnections, waiting: limits.storeWaiting }
  return new Archive(data, await openPostgresStore(store, bounds))
}
