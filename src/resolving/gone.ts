import type { Archive } from '../archive/archive.ts'
import { findWithdrawnVersion, findWithdrawnWork } from '../store/sqlite/withdrawals/withdrawals.ts'
import { idOfWork, workOfParagraph } from '../store/sqlite/works/work-ids.ts'
import { withdrawnError } from '../store/withdrawals.ts'

/** What withdrawals are looked up in. An id that was handed out once is never unknown: what is gone was withdrawn. */
interface Withdrawals {
  archive: Pick<Archive, 'connection'>
}

/**
 * @param what is said of the work; by default its id, which tells it from others that were named beside it
 * @throws ColophonError `withdrawn` when the work with this id or slug was
 */
export function refuseGoneWork({ archive }: Withdrawals, idOrSlug: string, what?: string): void {
  const { sql } = archive.connection
  const id = idOfWork(sql, idOrSlug)
  const withdrawal = id && findWithdrawnWork(sql, id)
  if (withdrawal) throw withdrawnError(what ?? `The work ${id}`, withdrawal)
}

/** @throws ColophonError `withdrawn` when the version with this id was */
export function refuseGoneVersion({ archive }: Withdrawals, workNo: number, version: string): void {
  const withdrawal = findWithdrawnVersion(archive.connection.sql, workNo, version)
  if (withdrawal) throw withdrawnError('This version of the work', withdrawal)
}

/** @throws ColophonError `withdrawn` when the paragraph with this id is known, and its text gone */
export function refuseGoneParagraph({ archive }: Withdrawals, id: string): void {
  const { sql } = archive.connection
  const work = workOfParagraph(sql, id)
  const withdrawal = work && (findWithdrawnWork(sql, work.id) ?? findWithdrawnVersion(sql, work.no))
  if (withdrawal) throw withdrawnError('The text of this paragraph', withdrawal)
}

/**
 * The words of a quote that is not found may have stood in a version that was withdrawn. Nobody can tell any more, so
 * it is not said that they never did.
 *
 * @throws ColophonError `withdrawn` when a version of the work was
 */
export function refuseGoneQuote({ archive }: Withdrawals, workNo: number): void {
  const withdrawal = findWithdrawnVersion(archive.connection.sql, workNo)
  if (withdrawal)
    throw withdrawnError('These words stand in no text of the work that is left. A version of it', withdrawal)
}
