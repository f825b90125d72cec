import type { ReadingBlock } from '../../../matching/reading-text.ts'
import type { VersionBlock } from '../../versions.ts'
import type { Database } from '../database.ts'
import { pagesOf } from './pages-of.ts'

/** Blocks read at a time, whose texts take longer to write than to read. */
const SOME = 200

const BLOCKS = `SELECT block.ordinal, block.kind, block.level, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ?`
const ALL_BLOCKS = `${BLOCKS} ORDER BY block.ordinal`
const BLOCKS_AFTER = `${BLOCKS} AND block.ordinal > ? ORDER BY block.ordinal LIMIT ?`

/** The blocks of a version in reading order. */
export function readBlocks(db: Database, versionNo: number): VersionBlock[] {
  return db.all(ALL_BLOCKS, versionNo)
}

/** The same, some at a time. */
export function blockPages(db: Database, versionNo: number): AsyncGenerator<VersionBlock[]> {
  return pagesOf(
    (after) => db.all<VersionBlock>(BLOCKS_AFTER, versionNo, after, SOME),
    (block) => block,
    SOME,
  )
}

const SOME_BLOCKS = `SELECT block.ordinal, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no
  WHERE block.version_no = ? AND block.ordinal BETWEEN ? AND ? ORDER BY block.ordinal`

/** Blocks of a version by their ordinals, both included. */
export function blocksBetween(db: Database, versionNo: number, from: number, to: number): ReadingBlock[] {
  return db.all(SOME_BLOCKS, versionNo, from, to)
}
