import SQLite from 'better-sqlite3'
import { ColophonError } from '../errors.ts'

/**
 * Lets one process at a time do what the file stands for. The lock is SQLite's on an empty file: the system takes it
 * from a process that dies.
 *
 * @param busy what is thrown when another process has it
 * @throws ColophonError `archive_unusable` when the file cannot be made
 */
export async function exclusively<T>(file: string, busy: () => Error, work: () => Promise<T>): Promise<T> {
  const lock = open(file)
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      throw (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ? busy() : error
    }
    return await work()
  } finally {
    lock.close()
  }
}

function open(file: string): SQLite.Database {
  try {
    return new SQLite(file, { timeout: 0 })
  } catch (error) {
    throw new ColophonError(
      'archive_unusable',
      `${file} cannot be written: ${(error as Error).message}. Check that you may write to its directory.`,
    )
  }
}
