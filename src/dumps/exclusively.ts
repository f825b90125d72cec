import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { ColophonError } from '../errors.ts'

/**
 * Lets one process at a time write dumps to a directory. The lock is SQLite's on an empty file: the system takes it
 * from a process that dies.
 *
 * @throws ColophonError `export_refused`
 */
export async function exclusively<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = new SQLite(join(directory, '.lock'), { timeout: 0 })
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error
      throw new ColophonError(
        'export_refused',
        `Another export writes to ${directory}. Wait until it has ended, then try again.`,
      )
    }
    return await work()
  } finally {
    lock.close()
  }
}
