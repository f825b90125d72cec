import { ColophonError } from '../errors.ts'
import type { Connection } from '../store/connection.ts'
import { forgetErased, recordWithdrawal, versionsConcerned, type WithdrawalOrder } from '../store/withdraw.ts'
import { findWithdrawnVersion, findWithdrawnWork } from '../store/withdrawals.ts'
import type { Publisher } from './publisher.ts'

/** What stands in the place of something withdrawn. */
export interface Tombstone {
  work: string
  /** Null when it is the whole work. */
  version: string | null
  reason: string
  /** ISO time. */
  withdrawnAt: string
  /** Whether the sources' bytes are gone too. */
  erased: boolean
}

/**
 * Withdraws a work or a version of it, in one transaction. What was withdrawn before stays so, for the reason that
 * was given first, unless it is to be erased now.
 *
 * @throws ColophonError `work_not_found`, `version_not_found`
 */
export function withdraw(
  { sql }: Connection,
  order: WithdrawalOrder,
  { publisher, now }: { publisher: Publisher; now: string },
): Tombstone {
  const record = sql.transaction((): { tombstone: Tombstone; erased: boolean } => {
    const versions = versionsConcerned(sql, order)
    if (!versions) throw unknown(order)
    const before =
      order.version === null
        ? findWithdrawnWork(sql, order.work)
        : findWithdrawnVersion(sql, versions.workNo, order.version)
    if (before && (before.erased || !order.erase)) {
      const { reason, withdrawnAt, erased } = before
      return {
        tombstone: { work: order.work, version: order.version, reason, withdrawnAt, erased },
        erased: false,
      }
    }
    recordWithdrawal(sql, versions, { ...order, now })
    publisher.publishWithdrawal(
      { ...order, version: versions.remaining.length === 0 ? null : order.version },
      now,
    )
    const { work, version, reason, erase } = order
    return { tombstone: { work, version, reason, withdrawnAt: now, erased: erase }, erased: erase }
  })
  const { tombstone, erased } = record.immediate()
  if (erased) forgetErased(sql)
  return tombstone
}

function unknown({ work, version }: WithdrawalOrder): ColophonError {
  return version === null
    ? new ColophonError('work_not_found', `There is no work ${work}.`)
    : new ColophonError('version_not_found', `The work ${work} has no version ${version}.`)
}
