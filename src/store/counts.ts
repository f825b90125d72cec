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
