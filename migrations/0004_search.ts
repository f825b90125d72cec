/**
 * The indexes over the texts: fingerprints and words as tokens of contentless FTS5 tables that keep no positions
 * (phrases are looked for in the texts themselves), and in how many texts each word stands. Nothing is lost when
 * they are.
 */
import { type Kysely, sql } from 'kysely'

/** Makes the tables. They are filled when the archive is next opened for writing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, column] of [
    ['fingerprint', 'tokens'],
    ['word_index', 'words'],
  ]) {
    await sql
      .raw(
        `CREATE VIRTUAL TABLE ${table} USING fts5(${column}, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
      )
      .execute(db)
  }
  await sql
    .raw('CREATE TABLE term (word TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID')
    .execute(db)
}
