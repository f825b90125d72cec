import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dumpsDirectory } from '../files/archive-files.ts'
import { isOfDump } from '../files/dump-files.ts'
import type { Database } from '../store/sqlite/database.ts'
import { purgeErased } from '../store/sqlite/withdrawals/erase.ts'

/**
 * Lets the files of an archive forget what was erased: its dumps, which nobody is given any more, and its database.
 *
 * @throws ColophonError `erasure_unfinished`
 */
export function purgeFiles(db: Database): void {
  const dumps = dumpsDirectory(db.file)
  for (const name of existsSync(dumps) ? readdirSync(dumps) : [])
    if (isOfDump(name)) rmSync(join(dumps, name), { force: true })
  purgeErased(db)
}
