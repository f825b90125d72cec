import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * The name under which this process makes a file until it is whole. What another left of the same file when it was
 * killed is removed.
 */
export function draftOf(file: string): string {
  const directory = dirname(file)
  const prefix = `${basename(file)}.draft-`
  try {
    for (const name of readdirSync(directory)) if (isLeft(name, prefix)) rmSync(join(directory, name))
  } catch {
    // Somebody else was first, or we may not: it is in nobody's way.
  }
  return join(directory, `${prefix}${process.pid}`)
}

function isLeft(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) return false
  const pid = /^([1-9]\d*)(?:-wal|-shm|-journal)?$/.exec(name.slice(prefix.length))?.[1]
  return pid !== undefined && !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
