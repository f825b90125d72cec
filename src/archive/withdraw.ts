import { ColophonError } from '../errors.ts'
import type { Connection } from '../store/sql/connection.ts'
import { areErased } from '../store/sqlite/withdrawals/erase.ts'
import { recordWithdrawal, versionsConcerned } from '../store/sqlite/withdrawals/withdraw.ts'
import { findWithdrawnVersion, findWithdrawnWork } from '../store/sqlite/withdrawals/withdrawals.ts'
import type { WithdrawalOrder } from '../store/withdrawals.ts'
import { codePointLength } from '../text/offsets.ts'
import type { Publisher } from './signing/publisher.ts'

/** What stands in the place of something withdrawn. */
export interface Tombstone {
  work: string
  /** Null when it is the whole work. */
  version: string | null
  reason: string
  /** ISO time. */
  withdrawnAt: string
  /** Whether the sources' bytes are gone too. What another work has is not erased. */
  erased: boolean
}

/** Longest reason, in code points. */
const LONGEST_REASON = 2000

/**
 * Withdraws a work or a version of it, in one transaction. What was withdrawn before stays so, for the reason that
 * was given first, unless there is something left of it that is to be erased now. Of what is erased the file must
 * be made to forget the remains after this.
 *
 * @throws ColophonError `work_not_found`, `version_not_found`, `invalid_reason`
 */
export function withdraw(
  db: Connection,
  order: WithdrawalOrder,
  { publisher, now }: { publisher: Publisher; now: string },
): Tombstone {
  const { work, version } = order
  checkReason(order.reason)
  return db.transaction((): Tombstone => {
    const versions = versionsConcerned(db, order)
    if (!versions) throw unknown(order)
    if (versions.isChange) {
      recordWithdrawal(db, versions, { ...order, now })
      publisher.publishWithdrawal({ ...order, version: versions.wholeWork ? null : order.version }, now)
    }
    const { reason, withdrawnAt } =
      version === null ? findWithdrawnWork(db, work)! : findWithdrawnVersion(db, versions.workNo, version)!
    return { work, version, reason, withdrawnAt, erased: areErased(db, versions.concerned) }
  })
}

function checkReason(reason: string): void {
  if (/\S/.test(reason) && reason.isWellFormed() && codePointLength(reason) <= LONGEST_REASON) return
  throw new ColophonError(
    'invalid_reason',
    `Say why, in 1 to ${LONGEST_REASON} characters: the reason is shown to everybody who asks for what was withdrawn.`,
  )
}

function unknown({ work, version }: WithdrawalOrder): ColophonError {
  return version === null
    ? new ColophonError('work_not_found', `There is no work ${work}.`)
    : new ColophonError('version_not_found', `The work ${work} has no version ${version}.`)
}
