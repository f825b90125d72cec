import type SQLite from 'better-sqlite3'
import type { EditionBlock } from '../../../edition/edition.ts'
import { ColophonError } from '../../../errors.ts'
import { inserter } from '../inserter.ts'
import { prepared } from '../prepared.ts'
import type { TextIndex } from '../search/text-index.ts'

/**
 * Keeps each distinct text once, with its place in the indexes, and answers with its key.
 *
 * @throws ColophonError `core_collision` when other words have the same core: never merged
 */
export function textRecorder(sql: SQLite.Database, index: TextIndex): (block: EditionBlock) => number {
  const known = prepared<[string], { no: number }>(sql, 'SELECT no FROM text WHERE exact_sha256 = ?')
  const collision = prepared<[string, string]>(
    sql,
    'SELECT 1 FROM text WHERE core = ? AND words_sha256 <> ? LIMIT 1',
  )
  const insert = inserter(sql, 'text')
  return ({ text, exactSha256, wordsSha256, core, codePoints }) => {
    const found = known.get(exactSha256)
    if (found) return found.no
    if (collision.get(core, wordsSha256) !== undefined) {
      throw new ColophonError(
        'core_collision',
        `Two different texts share the core ${core}. Nothing was recorded; a person must look at this.`,
        { core },
      )
    }
    const added = insert({
      exact_sha256: exactSha256,
      words_sha256: wordsSha256,
      core,
      code_points: codePoints,
      content: text,
    })
    index.add(added, text)
    return added
  }
}
