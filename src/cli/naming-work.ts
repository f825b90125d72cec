import { ColophonError } from '../errors.ts'
import { parseVersionId, parseWorkId } from '../identity/ids.ts'
import type { Connection } from '../store/sqlite/database.ts'
import { idOfWork } from '../store/sqlite/works/work-ids.ts'

/** The id of the work that is named by its id, in any spelling, or its slug. @throws ColophonError `work_not_found` */
export function workNamedBy({ sql }: Connection, typed: string): string {
  const id = idOfWork(sql, parseWorkId(typed) ?? typed.toLowerCase())
  if (id) return id
  throw new ColophonError('work_not_found', `There is no work ${JSON.stringify(typed)} in this archive.`)
}

/** The canonical spelling of a version's id. @throws ColophonError `version_not_found` */
export function versionNamedBy(typed: string): string {
  const id = parseVersionId(typed)
  if (id) return id
  throw new ColophonError('version_not_found', `${JSON.stringify(typed)} is not the id of a version.`)
}
