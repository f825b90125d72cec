/**
 * What an erasure must be able to do beside a withdrawal: take away what was said of a text in its warnings, put
 * itself in the place of an earlier withdrawal of the same version, and blank the reason of one that nothing refers to.
 */
import { type Kysely, sql } from 'kysely'

/** Columns that stay as they are in the change that a table allows. */
const KEPT = {
  version: `id work_no source_sha256 loader_name loader_version created_at paragraph_count word_count
    repair_count unresolved_count`,
  withdrawal: 'work_no whole_work erased withdrawn_at',
}

const ALLOWED = {
  version: `NEW.warnings = '[]' AND OLD.no IN (SELECT version_no FROM withdrawn_version)
    AND ${unchanged(KEPT.version)}`,
  withdrawn_version: `NEW.version_no = OLD.version_no AND EXISTS (SELECT 1 FROM withdrawal AS erasure
    JOIN withdrawal AS before ON before.no = OLD.withdrawal_no AND before.work_no = erasure.work_no
    WHERE erasure.no = NEW.withdrawal_no AND erasure.erased AND erasure.no > before.no)`,
  withdrawal: `NEW.reason = '' AND ${unchanged(KEPT.withdrawal)}
    AND OLD.no NOT IN (SELECT withdrawal_no FROM withdrawn_version)
    AND EXISTS (SELECT 1 FROM withdrawal AS erasure
      WHERE erasure.work_no = OLD.work_no AND erasure.erased AND erasure.no > OLD.no)`,
}

/** Replaces the triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, allowed] of Object.entries(ALLOWED)) {
    await sql.raw(`DROP TRIGGER ${table}_no_update`).execute(db)
    await sql
      .raw(
        `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} WHEN NOT (${allowed})
         BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      )
      .execute(db)
  }
}

function unchanged(columns: string): string {
  return ['no', ...columns.split(/\s+/)].map((column) => `NEW.${column} IS OLD.${column}`).join(' AND ')
}
