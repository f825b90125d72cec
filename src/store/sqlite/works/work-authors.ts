import type { Name } from '../../../loading/metadata/metadata.ts'
import type { AuthorsOfWork, WorkFacets } from '../../works.ts'
import type { Database } from '../database.ts'

const SELECT = `SELECT work.no, json_extract(metadata.body, '$.authors')
  FROM work
  JOIN metadata ON metadata.work_no = work.no
    AND metadata.revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
  WHERE work.no > ? AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)
  ORDER BY work.no LIMIT ?`

/** The authors of works in the order of their arrival, at most `limit` works after one. */
export function authorsOfWorks(db: Database, after: number, limit: number): AuthorsOfWork[] {
  return db
    .tuples<[no: number, authors: string]>(SELECT, after, limit)
    .map(([no, authors]) => ({ no, authors: JSON.parse(authors) as Name[] }))
}

const FACETS = `SELECT json_extract(metadata.body, '$.authors'), metadata.language,
    NOT EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)
  FROM work
  JOIN metadata ON metadata.work_no = work.no
    AND metadata.revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
  WHERE work.id = ? AND json_valid(metadata.body) AND metadata.body <> '{}'`

/** The authors and languages of the works with these ids, by id, withdrawn or not, save of what is erased. */
export function facetsOfWorks(db: Database, ids: Iterable<string>): Map<string, WorkFacets> {
  const found = new Map<string, WorkFacets>()
  for (const id of ids)
    for (const [authors, language, withdrawn] of db.tuples<[string, string | null, 0 | 1]>(FACETS, id))
      found.set(id, { authors: (JSON.parse(authors) ?? []) as Name[], language, withdrawn: withdrawn === 1 })
  return found
}
