import { addressesLike } from '../../sql/addresses-like.ts'
import type { Database } from '../database.ts'

/** As migration 0017 has the indexed values. */
const URL = `CASE WHEN json_valid(body) THEN json_extract(body, '$.url') END`
const DOI = `CASE WHEN json_valid(body) THEN lower(json_extract(body, '$.doi')) END`

function worksWhere(value: string): string {
  return `SELECT work.id FROM metadata JOIN work ON work.no = metadata.work_no
    WHERE ${value} IN (SELECT value FROM json_each(?))
      AND revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
      AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)
    ORDER BY work.no LIMIT 25`
}

const BY_URL = worksWhere(URL)
const BY_DOI = worksWhere(DOI)

/** The ids of works whose original has this address or DOI, in the order of their arrival: at most 25. */
export function worksAddressed(db: Database, typed: string): string[] {
  const { urls, dois } = addressesLike(typed)
  const found = db.values<string>(BY_URL, JSON.stringify(urls))
  return dois ? [...new Set([...db.values<string>(BY_DOI, JSON.stringify(dois)), ...found])] : found
}
