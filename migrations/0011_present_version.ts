/** The versions that are not withdrawn, so that each statement that is of them alone says it in one way. */
import { type Kysely, sql } from 'kysely'

/** Makes the view. SQLite looks through it: a statement over it is planned as one over the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE VIEW present_version AS
       SELECT no, id, work_no, source_sha256, loader_name, loader_version, created_at, paragraph_count, word_count,
         repair_count, unresolved_count, warnings
       FROM version WHERE no NOT IN (SELECT version_no FROM withdrawn_version)`,
    )
    .execute(db)
}
