import type { Counts } from '../../works.ts'
import type { Database } from '../database.ts'
import type { Snapshot } from '../snapshot.ts'

/** From the withdrawn versions on, so that nothing is looked at that is not withdrawn. */
const WITHDRAWN_ROWS = 'withdrawn_version CROSS JOIN version ON version.no = withdrawn_version.version_no'

/** The keys of the works of which everything is withdrawn. */
const GONE = `gone AS MATERIALIZED (SELECT DISTINCT work_no FROM ${WITHDRAWN_ROWS}
  WHERE NOT EXISTS (SELECT 1 FROM present_version AS kept WHERE kept.work_no = version.work_no))`

/**
 * Quotes in withdrawn versions: those of a work are neighbours, because their ids begin with its. The plus keeps SQLite
 * from making an index of all quotes first.
 */
const WITHDRAWN_QUOTES = `SELECT count(*) FROM ${WITHDRAWN_ROWS} CROSS JOIN work ON work.no = version.work_no
  CROSS JOIN quote ON quote.id > work.id || '.' AND quote.id < work.id || '/'
    AND +quote.version_no = version.no`

const NOT_COUNTED = `WITH ${GONE}
  SELECT (SELECT count(*) FROM gone) AS works,
    (SELECT count(*) FROM withdrawn_version) AS versions,
    (SELECT count(*) FROM gone CROSS JOIN paragraph USING (work_no)) AS paragraphs,
    (${WITHDRAWN_QUOTES}) AS quotes`

/** Counts works, versions, the paragraphs that ever were in a work, and quotes: all, less those that are withdrawn. */
export function readCounts(db: Database): Counts {
  const withdrawn = db.one<Counts>(NOT_COUNTED)!
  return {
    works: countGrowing(db, 'work') - withdrawn.works,
    versions: countGrowing(db, 'version') - withdrawn.versions,
    paragraphs: countGrowing(db, 'paragraph') - withdrawn.paragraphs,
    quotes: db.value<number>('SELECT count(*) FROM quote')! - withdrawn.quotes,
  }
}

/** The same on a connection that never writes: counted again only when another one has written. */
export function countsUntilWritten(db: Database, snapshot: Snapshot): () => Counts {
  let counts: Counts | undefined
  snapshot.onChange(() => {
    counts = undefined
  })
  return () =>
    snapshot.during(() => {
      counts ??= readCounts(db)
      return counts
    })
}

/** What was counted of a table, up to the highest key of then. */
interface Counted {
  rows: number
  last: number
}

const counted = new WeakMap<Database, Map<string, Counted>>()

/** Counts a table from which no row is ever taken: all rows once, and then only those that came since. */
function countGrowing(db: Database, table: 'work' | 'version' | 'paragraph'): number {
  const tables = counted.get(db) ?? new Map<string, Counted>()
  counted.set(db, tables)
  const before = tables.get(table) ?? { rows: 0, last: 0 }
  const all = `SELECT count(*) AS rows, coalesce(max(no), 0) AS last FROM ${table}`
  // All rows are counted in an index, which is smaller than the table.
  const since =
    before.last === 0 ? db.one<Counted>(all)! : db.one<Counted>(`${all} WHERE no > ?`, before.last)!
  const now = { rows: before.rows + since.rows, last: Math.max(before.last, since.last) }
  tables.set(table, now)
  return now.rows
}

/** Whether nothing was ever imported. */
export function isUnused(db: Database): boolean {
  return !db.has('SELECT 1 FROM work LIMIT 1')
}

/** Counts the works of which something is shown, and those of which everything is withdrawn. */
export function countWorks(db: Database): { shown: number; withdrawn: number } {
  return db.one<{ shown: number; withdrawn: number }>(
    `WITH ${GONE} SELECT (SELECT count(*) FROM work) - count(*) AS shown, count(*) AS withdrawn FROM gone`,
  )!
}

/** Selects the ids of the works of which something is not withdrawn. */
export const PRESENT_WORK_IDS =
  'SELECT id FROM work WHERE EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)'

/** Ids of the works of which something is not withdrawn. */
export function presentWorkIds(db: Database): string[] {
  return db.values<string>(PRESENT_WORK_IDS)
}

/** How much of an archive is published by the first entries of its log and not withdrawn. */
export interface PublishedCounts {
  entries: number
  works: number
  versions: number
  paragraphs: number
  quotes: number
}

/** Counts what the first `size` entries of the log publish and is not withdrawn; paragraphs in each of their versions. */
export function readPublishedCounts(db: Database, size: number): PublishedCounts {
  return db.one<PublishedCounts>(
    `SELECT @size AS entries, count(DISTINCT work_no) AS works, count(*) AS versions,
       coalesce(sum(paragraph_count), 0) AS paragraphs,
       (SELECT count(*) FROM quote JOIN present_version AS version ON version.no = version_no
        WHERE exact <> '') AS quotes
     FROM present_version WHERE no IN (SELECT version_no FROM publication WHERE seq < @size)`,
    { size },
  )!
}
