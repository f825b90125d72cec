import { statSync } from 'node:fs'
import { sep } from 'node:path'

/**
 * Tells which files of a folder stand still. A file that comes into it is written for a while; it is whole once two looks
 * at it, some time apart, find the same.
 */
export class RestingFiles {
  readonly #moving = new Map<string, string>()

  /** Something became of a file: it is looked at again, twice. */
  touched(file: string): void {
    this.#moving.set(file, 'touched')
  }

  /** Whether a file was touched and is not known to stand still yet. */
  isMoving(file: string): boolean {
    return this.#moving.has(file)
  }

  /** Whether any file in a folder is moving: a bag is whole only when all of it is there. */
  areMovingIn(folder: string): boolean {
    return [...this.#moving.keys()].some((file) => file.startsWith(folder + sep))
  }

  /** Whether any is moving, so that there is something to look at. */
  get areMoving(): boolean {
    return this.#moving.size > 0
  }

  /** Looks at the files that move; true when some stand still now, or are gone. */
  look(): boolean {
    const before = this.#moving.size
    for (const [file, seen] of this.#moving) {
      const stamp = stampOf(file)
      if (stamp === undefined || stamp === seen) this.#moving.delete(file)
      else this.#moving.set(file, stamp)
    }
    return this.#moving.size < before
  }
}

/** What changes when a file is written: its size and its time; undefined when it is not there. */
export function stampOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.size} ${found.mtimeMs}`
}
