import SQLite from 'better-sqlite3'

/**
 * Lets one process at a time do what the file stands for. The lock is SQLite's on an empty file: the system takes it
 * from a process that dies.
 *
 * @param busy what is thrown when another process has it
 */
export async function exclusively<T>(file: string, busy: () => Error, work: () => Promise<T>): Promise<T> {
  const lock = new SQLite(file, { timeout: 0 })
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
