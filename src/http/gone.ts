import {
  findWithdrawnVersion,
  findWithdrawnWork,
  withdrawnError,
} from '../store/sqlite/withdrawals/withdrawals.ts'
import { workOfParagraph } from '../store/sqlite/works/work-ids.ts'
import type { Services } from './services.ts'

/**
 * An id that was handed out once is never unknown: what is not here any more was withdrawn.
 *
 * @throws ColophonError `withdrawn` when the paragraph is known, and its text gone
 */
export function refuseGoneParagraph({ archive }: Pick<Services, 'archive'>, id: string): void {
  const { sql } = archive.connection
  const work = workOfParagraph(sql, id)
  const withdrawal = work && (findWithdrawnWork(sql, work.id) ?? findWithdrawnVersion(sql, work.no))
  if (withdrawal) throw withdrawnError('The text of this paragraph', withdrawal)
}

/**
 * The words behind a core that is found nowhere may have stood in a version that was withdrawn: nobody can tell
 * any more, so it is not said that they never did.
 *
 * @throws ColophonError `withdrawn` when a version of the work was
 */
export function refuseGoneQuote({ archive }: Pick<Services, 'archive'>, workNo: number): void {
  const withdrawal = findWithdrawnVersion(archive.connection.sql, workNo)
  if (withdrawal)
    throw withdrawnError('These words stand in no text of the work that is left. A version of it', withdrawal)
}
