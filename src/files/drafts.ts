/** Files that are not whole yet: made beside the place where they are put when they are. */
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { BESIDE } from './archive-files.ts'

/**
 * The name under which this process makes a database. What another left of the same one when it was killed is removed.
 */
export function draftOf(file: string): string {
  const directory = dirname(file)
  const prefix = `${basename(file)}.draft-`
  try {
    for (const name of readdirSync(directory)) {
      const pid = name.startsWith(prefix) && /^[1-9]\d*(?=-|$)/.exec(name.slice(prefix.length))?.[0]
      if (pid && !isRunning(Number(pid))) removeDraft(join(directory, `${prefix}${pid}`))
    }
  } catch {
    // We may not: it is in nobody's way.
  }
  return join(directory, `${prefix}${process.pid}`)
}

/** The name under which this thread writes a small file, before it gets its own. */
export function draftBeside(file: string): string {
  return join(dirname(file), `.draft-${basename(file)}-${process.pid}-${threadId}`)
}

/** Removes a database that was not put in its place, with what SQLite made beside it. */
export function removeDraft(file: string): void {
  for (const beside of ['', ...BESIDE]) rmSync(`${file}${beside}`, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
