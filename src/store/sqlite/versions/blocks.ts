import type { Kysely } from 'kysely'
import type { ReadingBlock } from '../../../matching/reading-text.ts'
import type { VersionBlock } from '../../versions.ts'
import { compiledOnce } from '../compiled-once.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { pagesOf } from './pages-of.ts'

/** Blocks read at a time, whose texts take longer to write than to read. */
const SOME = 200

const allBlocks = compiledOnce(selectBlocks)
const blocksAfter = compiledOnce((db) => selectBlocks(db).where('block.ordinal', '>', 0).limit(SOME))

/** The blocks of a version in reading order. */
export function readBlocks(db: Database, versionNo: number): VersionBlock[] {
  return allBlocks(db, versionNo)
}

/** The same, some at a time. */
export function blockPages(db: Database, versionNo: number): AsyncGenerator<VersionBlock[]> {
  return pagesOf(
    (after) => blocksAfter(db, versionNo, after, SOME),
    (block) => block,
    SOME,
  )
}

function selectBlocks(db: Kysely<Tables>) {
  return db
    .selectFrom('block')
    .innerJoin('text', 'text.no', 'block.text_no')
    .select([
      'block.ordinal',
      'block.kind',
      'block.level',
      'block.number',
      'block.paragraph',
      'text.content as text',
    ])
    .where('block.version_no', '=', 0)
    .orderBy('block.ordinal')
}

const SOME_BLOCKS = `SELECT block.ordinal, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no
  WHERE block.version_no = ? AND block.ordinal BETWEEN ? AND ? ORDER BY block.ordinal`

/** Blocks of a version by their ordinals, both included. */
export function blocksBetween(db: Database, versionNo: number, from: number, to: number): ReadingBlock[] {
  return db.all(SOME_BLOCKS, versionNo, from, to)
}
