/** What of the directory beside the database goes with a backup: the public address and the file of settings. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { publicAddressFile, settingsFileIn } from '../../files/archive-files.ts'
import { type BackupFile, putBackupFiles, takeBackupFiles } from '../../store/sqlite/backup-files.ts'
import { Database } from '../../store/sqlite/database.ts'

/** Longer ones are no files of settings. */
const MOST_BYTES = 64 * 1024
/** An address with a password, such as that of a database: others may read a backup. */
const PASSWORD = /:\/\/[^\s/@:]{0,200}:[^\s/@]{1,200}@/

const NAMES = [publicAddressFile, settingsFileIn].map((fileIn) => basename(fileIn('')))

/** Puts them into a closed backup, and answers with the names of those that are in it. */
export function keepBeside(draft: string, directory: string): string[] {
  const files = NAMES.flatMap((name) => fileBeside(directory, name) ?? [])
  changing(draft, (db) => putBackupFiles(db, files))
  return files.map(({ name }) => name)
}

/** Takes them out of a closed backup, which is an archive's database from then on. */
export function takeBeside(draft: string): BackupFile[] {
  return changing(draft, (db) => takeBackupFiles(db, { names: NAMES, most: MOST_BYTES }))
}

/** Writes those that the directory has none of, and answers with their paths. */
export function writeBeside(directory: string, files: readonly BackupFile[]): string[] {
  return files.flatMap(({ name, bytes }) => {
    const file = join(directory, name)
    if (existsSync(file)) return []
    writeFileSync(file, bytes, { flag: 'wx', flush: true })
    return [file]
  })
}

/** Removes what was written for nothing. */
export function removeBeside(written: readonly string[]): void {
  for (const file of written) rmSync(file, { force: true })
}

function fileBeside(directory: string, name: string): BackupFile | undefined {
  try {
    const bytes = readFileSync(join(directory, name))
    return bytes.length <= MOST_BYTES && !PASSWORD.test(bytes.toString()) ? { name, bytes } : undefined
  } catch {
    // There is none that can be read.
    return undefined
  }
}

function changing<T>(file: string, change: (db: Database) => T): T {
  const db = new Database(file, { fileMustExist: true })
  try {
    return change(db)
  } finally {
    db.close()
  }
}
