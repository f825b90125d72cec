/** Statements over citation keys, as SQLite and PostgreSQL both take them. */

/** Whether the citation key that a work, as the row `work`, was given last was given to another before. */
export const SHARES_KEY = `EXISTS (SELECT 1 FROM citation_key AS own
    JOIN citation_key AS other ON other.sha256 = own.sha256 AND other.first_seq < own.first_seq
  WHERE own.work_no = work.no
    AND own.last_seq = (SELECT max(last_seq) FROM citation_key AS each WHERE each.work_no = work.no))`

/** The first work that has had a key, and whose id begins so. */
export const WORK_KEYED = `SELECT work.id FROM citation_key JOIN work ON work.no = citation_key.work_no
  WHERE citation_key.sha256 = @sha256 AND substr(work.id, 1, length(CAST(@idBegins AS TEXT))) = @idBegins
  ORDER BY citation_key.first_seq LIMIT 1`
