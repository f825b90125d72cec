/** Works by the address and by the DOI of their original, which no request may look for through all works. */
import { type Kysely, sql } from 'kysely'

/** Metadata that are no JSON, which is damage, have neither. */
const INDEXED = {
  metadata_by_url: `CASE WHEN json_valid(body) THEN json_extract(body, '$.url') END`,
  metadata_by_doi: `CASE WHEN json_valid(body) THEN lower(json_extract(body, '$.doi')) END`,
}

/** Makes the indexes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, value] of Object.entries(INDEXED))
    await sql.raw(`CREATE INDEX ${name} ON metadata (${value}) WHERE ${value} IS NOT NULL`).execute(db)
}
