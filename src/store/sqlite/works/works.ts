import type { Connection } from '../../sql/connection.ts'
import { WORK_AT_VERSION, WORK_BY_ID, WORK_BY_SLUG, type WorkRow, workRecord } from '../../sql/works.ts'
import type { WorkRecord } from '../../works.ts'

/** The work with this id or slug, or undefined. */
export function findWork(db: Connection, idOrSlug: string): WorkRecord | undefined {
  const row = db.one<WorkRow>(WORK_BY_ID, idOrSlug) ?? db.one<WorkRow>(WORK_BY_SLUG, idOrSlug)
  return row && workRecord(row)
}

/** The works with these ids, by id. */
export async function findWorks(db: Connection, ids: Iterable<string>): Promise<Map<string, WorkRecord>> {
  const works = new Map<string, WorkRecord>()
  for (const id of new Set(ids))
    for (const row of db.all<WorkRow>(WORK_BY_ID, id)) works.set(id, workRecord(row))
  return works
}

/** The work with this id as it was in one of its versions, under its metadata of today; undefined when withdrawn. */
export async function findWorkAtVersion(
  db: Connection,
  work: string,
  version: string,
): Promise<WorkRecord | undefined> {
  const row = db.one<WorkRow>(WORK_AT_VERSION, work, version)
  return row && workRecord(row)
}
