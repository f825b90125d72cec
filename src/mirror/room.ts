import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from '../store/sqlite/database.ts'
import { MirrorError } from './errors.ts'

/** How much a copy may grow in one sync, and how much of its disk it leaves free, in bytes. */
export interface Growth {
  most: number
  spare: number
}

const USUAL: Growth = { most: 10e9, spare: 256e6 }

/** The room that a copy has on its disk: whatever its origin announces and sends, it never takes more. */
export class Room {
  readonly #db: Database
  readonly #growth: Growth
  readonly #before: number

  constructor(db: Database, growth: Partial<Growth> = {}) {
    this.#db = db
    this.#growth = { ...USUAL, ...growth }
    this.#before = sizeOf(db)
  }

  /**
   * Refuses to begin what cannot fit.
   *
   * @param bytes that it takes at least
   * @throws MirrorError `mirror_full`
   */
  expect(bytes: number): void {
    const free = this.#free()
    if (bytes > free)
      throw full(
        `The origin announces at least ${gigabytes(bytes)}, and the disk of the copy has room for ${gigabytes(free)}. Nothing was taken over. Ask the archive whether it has grown so much, and make room.`,
      )
  }

  /** Asked before each transaction. @throws MirrorError `mirror_full` when there is no room for more */
  assertLeft(): void {
    const { most, spare } = this.#growth
    if (sizeOf(this.#db) - this.#before >= most)
      throw full(
        `The copy has grown by ${gigabytes(most)}, which is the most in one sync (COLOPHON_MIRROR_GROWTH). What came is kept: run it again to go on.`,
      )
    if (this.#free() <= 0)
      throw full(
        `The disk of the copy has less than ${gigabytes(spare)} left. What came is kept: make room, and run it again to go on.`,
      )
  }

  #free(): number {
    const { bavail, bsize } = statfsSync(dirname(this.#db.file))
    return bavail * bsize - this.#growth.spare
  }
}

function sizeOf(db: Database): number {
  return db.pragma<number>('page_count') * db.pragma<number>('page_size')
}

function full(message: string): MirrorError {
  return new MirrorError('mirror_full', message)
}

function gigabytes(bytes: number): string {
  return `${(Math.max(bytes, 0) / 1e9).toLocaleString('en', { maximumSignificantDigits: 3 })} GB`
}
