import type SQLite from 'better-sqlite3'

/** How much an archive holds. */
export interface Counts {
  works: number
  versions: number
  paragraphs: number
  quotes: number
}

/** Counts works, versions and paragraphs by their highest keys, which are never re-used nor left out. */
export function readCounts(sql: SQLite.Database): Counts {
  return sql
    .prepare<[], Counts>(
      `SELECT (SELECT ifnull(max(no), 0) FROM work) AS works,
         (SELECT ifnull(max(no), 0) FROM version) AS versions,
         (SELECT ifnull(max(no), 0) FROM paragraph) AS paragraphs,
         (SELECT count(*) FROM quote) AS quotes`,
    )
    .get()!
}

/** Selects the ids of the works of which something is not withdrawn. */
export const PRESENT_WORKS = `SELECT id FROM work WHERE EXISTS (SELECT 1 FROM version
  WHERE version.work_no = work.no AND version.no NOT IN (SELECT version_no FROM withdrawn_version))`

/** Ids of the works of which something is not withdrawn. */
export function presentWorks(sql: SQLite.Database): string[] {
  return sql.prepare<[], string>(PRESENT_WORKS).pluck().all()
}

/** Counts the works of which something is not withdrawn. */
export function countPresentWorks(sql: SQLite.Database): number {
  return sql
    .prepare<[], number>(
      `SELECT count(DISTINCT work_no) FROM version WHERE no NOT IN (SELECT version_no FROM withdrawn_version)`,
    )
    .pluck()
    .get()!
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
export function readPublishedCounts(sql: SQLite.Database, size: number): PublishedCounts {
  return sql
    .prepare<{ size: number }, PublishedCounts>(
      `SELECT @size AS entries, count(DISTINCT work_no) AS works, count(*) AS versions,
         ifnull(sum(paragraph_count), 0) AS paragraphs,
         (SELECT count(*) FROM quote WHERE exact <> ''
          AND version_no NOT IN (SELECT version_no FROM withdrawn_version)) AS quotes
       FROM version WHERE no IN (SELECT version_no FROM publication WHERE seq < @size)
         AND no NOT IN (SELECT version_no FROM withdrawn_version)`,
    )
    .get({ size })!
}
