/** Statements over registered quotes, as SQLite and PostgreSQL both take them. */

const SELECT = `
  SELECT quote.id, work.id AS work, quote.version_no AS "versionNo", quote.core, quote.occurrence,
    quote.words_sha256 AS "wordsSha256", quote.exact, quote.start_block AS "startBlock",
    quote.start_offset AS "startOffset", quote.end_block AS "endBlock", quote.end_offset AS "endOffset",
    quote.registered_at AS "registeredAt"
  FROM quote JOIN work ON work.no = quote.work_no`

/** What was withdrawn is no longer told. */
const LISTED = `
  FROM registration JOIN quote ON quote.id = registration.quote JOIN work ON work.no = quote.work_no
    JOIN present_version AS version ON version.no = quote.version_no
  WHERE registration.no > ? AND exact <> ''
  ORDER BY registration.no`

export const QUOTES = {
  byId: `${SELECT} WHERE quote.id = ?`,
  count: 'SELECT coalesce(max(no), 0) FROM registration',
  countOf: `SELECT count(*) FROM (SELECT 1 FROM quote WHERE id > ? AND id < ? LIMIT ?) AS counted`,
  list: `SELECT registration.no AS number, quote.id, work.id AS work, version.id AS version, exact,
    start_block AS "startBlock", start_offset AS "startOffset", end_block AS "endBlock", end_offset AS "endOffset",
    registered_at AS "registeredAt" ${LISTED} LIMIT ?`,
  places: `SELECT registration.no AS number, quote.id ${LISTED} LIMIT 2 OFFSET ?`,
  isAt: 'SELECT 1 FROM registration WHERE no = ? AND quote = ?',
  numberAt:
    'SELECT no FROM registration JOIN quote ON quote.id = quote WHERE quote.id = ? AND registered_at = ?',
  /** Before the first that comes after it by its time, whatever clock told it. */
  beforeLater: `SELECT min(no) - 1 FROM quote JOIN registration ON quote = quote.id
  WHERE (registered_at, quote.id) > (?, ?)`,
} as const

/** The ids of the quotes of a work lie between these two: they begin with the work's. */
export function quoteIdsOf(work: string): [after: string, before: string] {
  return [`${work}.`, `${work}/`]
}
