import type { Archive } from '../archive/archive.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import type { Citer } from '../citing/citer.ts'
import { parseVersionId, parseWorkId } from '../identity/ids.ts'
import type { QuotesOf } from '../quoting/quotes.ts'
import type { TextOfWork } from '../quoting/text-of-work.ts'
import type { Searching } from '../searching/searching-thread.ts'
import {
  findWithdrawnVersion,
  findWithdrawnWork,
  withdrawnError,
} from '../store/sqlite/withdrawals/withdrawals.ts'
import { idOfWork } from '../store/sqlite/works/work-ids.ts'
import { findWork, findWorkAtVersion, type WorkRecord } from '../store/sqlite/works/works.ts'
import type { Urls } from '../wire/urls.ts'
import { Problem } from './protocol/problems.ts'

/** What an application is made of. */
export interface Parts {
  archive: Archive
  writer: ArchiveWriter
  citer: Citer
  searching: Searching
  urls: Urls
  /** Addresses of copies of the archive. */
  mirrors?: readonly string[]
}

/** What the routes work with. */
export interface Services extends Parts {
  quotes: QuotesOf
}

/**
 * The work that an address or a body names by its id, in any spelling, or its slug.
 *
 * @throws Problem `work_not_found`; ColophonError `withdrawn`
 */
export async function workNamed({ archive, urls }: Services, typed: string): Promise<WorkRecord> {
  const name = parseWorkId(typed) ?? typed.toLowerCase()
  const work = await findWork(archive.connection.query, name)
  if (work) return work
  const { sql } = archive.connection
  const id = idOfWork(sql, name)
  const withdrawn = id && findWithdrawnWork(sql, id)
  if (withdrawn) throw withdrawnError('The work', withdrawn)
  throw new Problem(
    'work_not_found',
    `There is no work ${JSON.stringify(typed.slice(0, 80))}. Look for it at ${urls.base}/works?title=….`,
  )
}

/**
 * A work as it was in the version with this id, in any spelling.
 *
 * @throws Problem `version_not_found`; ColophonError `withdrawn`
 */
export async function workAtVersion(
  { archive, urls }: Services,
  work: WorkRecord,
  typed: string,
): Promise<WorkRecord> {
  const version = parseVersionId(typed)
  const found = version && (await findWorkAtVersion(archive.connection.query, work.id, version))
  if (found) return found
  const withdrawn = version && findWithdrawnVersion(archive.connection.sql, work.no, version)
  if (withdrawn) throw withdrawnError('This version of the work', withdrawn)
  throw new Problem(
    'version_not_found',
    `The work has no version ${JSON.stringify(typed.slice(0, 80))}. Its versions are listed at ${urls.work(work.id)}/versions.`,
  )
}

/** Where quotes of a work are looked for: in the version as which it was read. */
export function placeOf(work: WorkRecord): TextOfWork {
  return { work: work.id, versionNo: work.version.no }
}
