import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dumpsDirectory } from '../files/archive-files.ts'
import { isOfDump } from '../files/dump-files.ts'
import type { Connection } from '../store/sql/connection.ts'

/**
 * Lets the files of an archive forget what was erased: its dumps, which nobody is given any more, and its database.
 *
 * @throws ColophonError `erasure_unfinished`
 */
export function purgeFiles(db: Connection): void {
  const dumps = dumpsDirectory(db.file)
  for (const name of existsSync(dumps) ? readdirSync(dumps) : [])
    if (isOfDump(name)) rmSync(join(dumps, name), { force: true })
  db.engine.forgetErased()
}
