/** Files and directories that a person named: what is wrong with a name is told in words, and is a fault of usage. */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ColophonError } from '../errors.ts'

/** What file systems answer when a name is at fault, and not they. */
const WHY: Readonly<Record<string, string>> = {
  EACCES: 'you may not',
  EEXIST: 'it is there already, and is not a directory',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead to one another',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it is not there',
  ENOTDIR: 'it, or a part of its path, is a file, not a directory',
  EPERM: 'you may not',
  EROFS: 'its disk is for reading alone',
}

/** What a file system says of a path, in words; other errors as they are. */
export function asPathError(error: unknown, path: string, what: 'read' | 'made'): unknown {
  const { code = '', path: said = path } = error as NodeJS.ErrnoException
  return WHY[code] === undefined ? error : unusable(`${said} cannot be ${what}: ${WHY[code]}.`)
}

/**
 * Makes a directory, and those that it lies in, when they are not there.
 *
 * @returns those that were made, the outermost first
 * @throws ColophonError `unusable_path`
 */
export function makeDirectory(directory: string): string[] {
  try {
    return makeWithin(resolve(directory))
  } catch (error) {
    throw asPathError(error, directory, 'made')
  }
}

/** As `mkdirSync` does it by itself, which never ends where the file system lets nothing be made (`/proc`). */
function makeWithin(directory: string): string[] {
  try {
    mkdirSync(directory)
    return [directory]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return []
    if (code !== 'ENOENT' || directory === dirname(directory)) throw error
    const made = makeWithin(dirname(directory))
    mkdirSync(directory)
    return [...made, directory]
  }
}

/** Removes directories that were made for nothing, the outermost first, while nothing lies in them. */
export function unmakeDirectories(made: readonly string[]): void {
  for (const directory of made.toReversed()) {
    try {
      rmdirSync(directory)
    } catch {
      // Somebody put something into it: it stays.
      return
    }
  }
}

/** Most bytes of a file of which nothing else is known: more than Node has room for in one text. */
const MOST = 512 * 1024 * 1024
/** Bytes read at a time. */
const CHUNK = 1024 * 1024

/**
 * The bytes of a file, `-` for standard input. A pipe or a device may have no end: no more is read than one byte above
 * the most.
 *
 * @throws ColophonError `unusable_path` when it cannot be read, or has more than `most` bytes
 */
export function readGiven(file: string, most = MOST): Buffer {
  try {
    const descriptor = file === '-' ? 0 : openSync(file, 'r')
    try {
      const bytes = fstatSync(descriptor).size > most ? undefined : readUpTo(descriptor, most)
      if (bytes) return bytes
    } finally {
      if (descriptor > 0) closeSync(descriptor)
    }
  } catch (error) {
    throw asPathError(error, file, 'read')
  }
  throw unusable(`${file === '-' ? 'Standard input' : file} has more than ${most} bytes, which is too long.`)
}

/** Everything up to the end; undefined when that is farther. */
function readUpTo(descriptor: number, most: number): Buffer | undefined {
  const chunks: Buffer[] = []
  let length = 0
  while (length <= most) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, most + 1 - length))
    const read = readSync(descriptor, chunk)
    if (read === 0) return Buffer.concat(chunks)
    chunks.push(read < chunk.length ? Buffer.from(chunk.subarray(0, read)) : chunk)
    length += read
  }
  return undefined
}

function unusable(message: string): ColophonError {
  return new ColophonError('unusable_path', message)
}
