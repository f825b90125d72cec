/**
 * Formatted citations, kept so that a restart need not format them again. Nothing is lost when the table is: it is
 * not append-only, and the oldest rows, those of the lowest `no`, make room for new ones.
 */
import { type Kysely, sql } from 'kysely'

/** Makes the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE formatted_citation (
        no INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        pieces TEXT NOT NULL,
        made_at TEXT NOT NULL
      ) STRICT`,
    )
    .execute(db)
}
