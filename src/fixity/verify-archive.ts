import { existsSync, readFileSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { checkpointFile, databaseFile } from '../files/archive-files.ts'
import type { Progress } from '../progress.ts'
import { Damages } from './damage.ts'
import { type Fixity, verifyDatabase } from './verify-database.ts'

export type { Fixity }

/**
 * Reads everything of an archive again, through a connection of its own and as of one moment, while others write:
 * the bytes of the sources, the texts, every row by the manifests that were signed, the log, the indexes.
 * What cannot be read is damage like any other. No private key is needed.
 *
 * @throws ColophonError `archive_not_found`; `archive_outdated` when an older version of the software wrote it;
 *   `archive_unusable` when it cannot be opened for reading
 */
export async function verifyArchive(directory: string, progress?: Progress): Promise<Fixity> {
  const file = databaseFile(directory)
  if (!existsSync(file))
    throw new ColophonError(
      'archive_not_found',
      `There is no archive in ${directory}. Name another with --data.`,
    )
  // Before the moment that the database is read as of, so that it cannot be newer than that.
  const unreadable = new Damages()
  const outside = unreadable.examine({ table: 'file checkpoint' }, () => readOutside(file)) ?? null
  const fixity = await verifyDatabase(file, { outside, progress })
  for (const damage of unreadable.found) fixity.damages.add(damage)
  return { ...fixity, hasOutside: outside !== null || unreadable.count > 0 }
}

/** The note that is kept beside a database; null when there is none. @throws Error when it cannot be read */
export function readOutside(database: string): string | null {
  const file = checkpointFile(database)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
