import type { Database } from '../database.ts'

const NEWEST = `FROM work JOIN version ON version.no =
  (SELECT max(no) FROM present_version AS each WHERE each.work_no = work.no)`
const CURRENT = `JOIN metadata ON metadata.work_no = work.no
  AND revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)`
const IDS = `group_concat(work.id, ' ' ORDER BY work.no)`

/** A version's id follows from its text alone. */
const SAME_TEXT = `SELECT ${IDS} ${NEWEST} GROUP BY version.id HAVING count(*) > 1 ORDER BY min(work.no)`
const SAME_NAMES = `SELECT ${IDS} ${NEWEST} ${CURRENT} WHERE authors_folded <> ''
  GROUP BY title_folded, authors_folded HAVING count(*) > 1 ORDER BY min(work.no)`

/** The ids of works whose newest texts are the same, by groups. */
export function worksWithSameText(db: Database): string[][] {
  return db.values<string>(SAME_TEXT).map((ids) => ids.split(' '))
}

/** The ids of works that have authors, and the same ones and the same title, by groups. */
export function worksWithSameNames(db: Database): string[][] {
  return db.values<string>(SAME_NAMES).map((ids) => ids.split(' '))
}
