/**
 * The index over the words with "homme" of "l'homme", "lodz" of "Łódź" and "mill" of "the mill's": what people type when they
 * look for them. All texts are indexed anew.
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
