import type { Counts } from '../../works.ts'
import type { Database } from '../database.ts'

/** From the withdrawn versions on, so that nothing is looked at that is not withdrawn. */
const WITHDRAWN = 'withdrawn_version CROSS JOIN version ON version.no = withdrawn_version.version_no'

/** The keys of the works of which everything is withdrawn. */
const GONE = `gone AS MATERIALIZED (SELECT DISTINCT work_no FROM ${WITHDRAWN}
  WHERE NOT EXISTS (SELECT 1 FROM version AS kept WHERE kept.work_no = version.work_no
    AND kept.no NOT IN (SELECT version_no FROM withdrawn_version)))`

/**
 * Quotes in withdrawn versions: those of a work are neighbours, because their ids begin with its. The plus keeps SQLite
 * from making an index of all quotes first.
 */
const WITHDRAWN_QUOTES = `SELECT count(*) FROM ${WITHDRAWN} CROSS JOIN work ON work.no = version.work_no
  CROSS JOIN quote ON quote.id > work.id || '.' AND quote.id < work.id || '/'
    AND +quote.version_no = version.no`

/**
 * Counts works, versions, the paragraphs that ever were in a work, and quotes. The highest keys, which are never re-used
 * nor left out, tell how many there ever were: only what is withdrawn of them is counted one by one.
 */
export function readCounts(db: Database): Counts {
  return db.one<Counts>(`WITH ${GONE}
     SELECT (SELECT ifnull(max(no), 0) FROM work) - (SELECT count(*) FROM gone) AS works,
       (SELECT ifnull(max(no), 0) FROM version) - (SELECT count(*) FROM withdrawn_version) AS versions,
       (SELECT ifnull(max(no), 0) FROM paragraph)
         - (SELECT count(*) FROM gone CROSS JOIN paragraph USING (work_no)) AS paragraphs,
       (SELECT count(*) FROM quote) - (${WITHDRAWN_QUOTES}) AS quotes`)!
}

/** Whether nothing was ever imported. */
export function isUnused(db: Database): boolean {
  return db.one('SELECT 1 FROM work LIMIT 1') === undefined
}

/** Counts the works of which something is shown, and those of which everything is withdrawn. */
export function countWorks(db: Database): { shown: number; withdrawn: number } {
  return db.one<{ shown: number; withdrawn: number }>(
    `WITH ${GONE} SELECT (SELECT ifnull(max(no), 0) FROM work) - count(*) AS shown, count(*) AS withdrawn FROM gone`,
  )!
}

/** Selects the ids of the works of which something is not withdrawn. */
export const PRESENT_WORK_IDS = `SELECT id FROM work WHERE EXISTS (SELECT 1 FROM version
  WHERE version.work_no = work.no AND version.no NOT IN (SELECT version_no FROM withdrawn_version))`

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
         ifnull(sum(paragraph_count), 0) AS paragraphs,
         (SELECT count(*) FROM quote WHERE exact <> ''
          AND version_no NOT IN (SELECT version_no FROM withdrawn_version)) AS quotes
       FROM version WHERE no IN (SELECT version_no FROM publication WHERE seq < @size)
         AND no NOT IN (SELECT version_no FROM withdrawn_version)`,
    { size },
  )!
}
