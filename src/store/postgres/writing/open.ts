import { missing, refuseOtherSteps, STEPS_MADE } from '../steps.ts'
import { PostgresWriting } from './database.ts'

/**
 * Opens the archive in a PostgreSQL database for writing. Whether it is written there at all is found by the first change.
 *
 * @param file where its database would lie if it were SQLite's
 * @throws ColophonError `archive_not_found`, `archive_outdated`, `busy`, `invalid_setting`
 */
export function openPostgresWriting(url: string, file: string): PostgresWriting {
  const db = new PostgresWriting(url, file)
  try {
    refuseOtherSteps(db.values<string>(STEPS_MADE))
    return db
  } catch (error) {
    db.close()
    throw missing(error) ?? error
  }
}
