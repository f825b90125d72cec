/**
 * The indexes over the texts without the tombstones of 0004: what a text was indexed under is taken out by its tokens.
 * Tombstones needed to know when each text was written, which nothing could verify: where it was damaged, the words of
 * an erased text stayed in the file.
 */
import { type Kysely, sql } from 'kysely'

const INDEXES = { fingerprint: 'tokens', word_index: 'words' }

/** Makes the tables anew. They are filled when the archive is next opened for writing, as `term` is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const [table, column] of Object.entries(INDEXES)) {
    await run(`DROP TABLE ${table}`)
    await run(
      `CREATE VIRTUAL TABLE ${table} USING fts5(${column}, content='', detail=none, tokenize='ascii')`,
    )
  }
  await run('DELETE FROM term')
}
