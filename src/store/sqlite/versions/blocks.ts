import type { ReadingBlock } from '../../../matching/reading-text.ts'
import { ALL_BLOCKS, BLOCKS_AFTER, BLOCKS_AT_ONCE, SOME_BLOCKS } from '../../sql/blocks.ts'
import type { VersionBlock } from '../../versions.ts'
import type { Database } from '../database.ts'
import { pagesOf } from './pages-of.ts'

/** The blocks of a version in reading order. */
export function readBlocks(db: Database, versionNo: number): VersionBlock[] {
  return db.all(ALL_BLOCKS, versionNo)
}

/** The same, some at a time. */
export function blockPages(db: Database, versionNo: number): AsyncGenerator<VersionBlock[]> {
  return pagesOf(
    (after) => db.all<VersionBlock>(BLOCKS_AFTER, versionNo, after, BLOCKS_AT_ONCE),
    (block) => block,
    BLOCKS_AT_ONCE,
  )
}

/** Blocks of a version by their ordinals, both included. */
export function blocksBetween(db: Database, versionNo: number, from: number, to: number): ReadingBlock[] {
  return db.all(SOME_BLOCKS, versionNo, from, to)
}
