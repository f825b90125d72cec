import type { EditionBlock } from '../../../edition/edition.ts'
import { ColophonError } from '../../../errors.ts'
import type { Connection } from '../../sql/connection.ts'
import { textRow } from './edition-rows.ts'

/**
 * Keeps each distinct text of some blocks once, inside the caller's `withTextsIndexed`, and answers with the key of
 * each block's text.
 *
 * @throws ColophonError `core_collision` when other words have the same core: never merged
 */
export function recordTexts(db: Connection, blocks: readonly EditionBlock[]): number[] {
  return blocks.map((block) => {
    const known = db.value<number>('SELECT no FROM text WHERE exact_sha256 = ?', block.exactSha256)
    if (known !== undefined) return known
    refuseCollision(db, block)
    return db.insert('text', textRow(block))
  })
}

function refuseCollision(db: Connection, { core, wordsSha256 }: EditionBlock): void {
  if (!db.has('SELECT 1 FROM text WHERE core = ? AND words_sha256 <> ? LIMIT 1', core, wordsSha256)) return
  throw new ColophonError(
    'core_collision',
    `Two different texts share the core ${core}. Nothing was recorded; a person must look at this.`,
    { core },
  )
}
