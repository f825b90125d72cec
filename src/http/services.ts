import type { Archive } from '../archive/archive.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import type { Citer } from '../citing/citer.ts'
import { parseWorkId } from '../identity/ids.ts'
import type { QuoteFinder } from '../quoting/quote-finder.ts'
import { findWork, type WorkRecord } from '../store/works.ts'
import { Problem } from './problems.ts'
import type { Urls } from './urls.ts'

/** What the routes work with. */
export interface Services {
  archive: Archive
  writer: ArchiveWriter
  quotes: QuoteFinder
  citer: Citer
  urls: Urls
}

/**
 * The work that an address or a body names by its id, in any spelling, or its slug.
 *
 * @throws Problem `work_not_found`
 */
export async function workNamed({ archive, urls }: Services, typed: string): Promise<WorkRecord> {
  const work = await findWork(archive.connection.query, parseWorkId(typed) ?? typed.toLowerCase())
  if (work) return work
  throw new Problem(
    'work_not_found',
    `There is no work ${JSON.stringify(typed.slice(0, 80))}. Look for it at ${urls.base}/works?title=….`,
  )
}
