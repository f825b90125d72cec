import { parseWithdrawalNotice } from '../log/withdrawal-notice.ts'
import type { Database } from '../store/sqlite/database.ts'
import { eraseBlob, findLogBlob, recordBlob } from '../store/sqlite/log/blobs.ts'
import { findVersionNo, recordCopiedWork } from '../store/sqlite/mirror/copies.ts'
import { recordErasurePending } from '../store/sqlite/mirror/state.ts'
import {
  recordStubBlob,
  recordStubPublication,
  recordStubVersion,
  recordStubWork,
} from '../store/sqlite/mirror/stubs.ts'
import { recordWithdrawal, versionsConcerned } from '../store/sqlite/withdrawals/withdraw.ts'
import { MirrorError } from './errors.ts'
import type { Step } from './preparing.ts'

/** A version that is withdrawn before it came here: its id is known, so that it is answered with 410. */
export function applyGone(db: Database, { entry, names }: Extract<Step, { kind: 'gone' }>): void {
  const { op, seq, id, version, manifest, time } = entry
  const known = op === 'metadata' ? findVersionNo(db, id, version) : undefined
  // A work may have lost its first versions alone: then it has the names that a later one tells.
  const workNo = names ? recordCopiedWork(db, names.said.work) : recordStubWork(db, id, time)
  const versionNo = known || recordStubVersion(db, { id: version, workNo, at: time })
  recordStubPublication(db, { seq, versionNo, manifest, at: time })
}

/** Withdraws what an entry says, and erases what it names. @throws MirrorError `origin_altered` */
export function applyWithdrawal(
  db: Database,
  { entry, notice }: Extract<Step, { kind: 'withdrawal' }>,
): void {
  const { id, version = null, time, erased = [] } = entry
  const order = { work: id, version, reason: notice?.said.reason ?? '', erase: erased.length > 0 }
  const concerned = versionsConcerned(db, order)
  if (!concerned)
    throw new MirrorError('origin_altered', `The log withdraws ${version ?? id}, which it did not publish.`)
  if (!concerned.isChange && !order.erase)
    throw new MirrorError('origin_altered', `The log withdraws ${version ?? id}, which it withdrew before.`)
  const now = notice?.said.withdrawnAt ?? time
  // An order that erases much takes several entries.
  if (concerned.isChange) recordWithdrawal(db, concerned, { ...order, now })
  if (notice) recordBlob(db, notice.bytes)
  else recordStubBlob(db, { digest: entry.manifest, at: time })
  for (const digest of erased) {
    if (digest === entry.manifest || !isOfWithdrawn(db, id, digest))
      throw new MirrorError(
        'origin_altered',
        `The log erases ${digest}, which is of nothing that it withdrew of ${id}.`,
      )
    eraseBlob(db, digest, now)
  }
  if (order.erase) recordErasurePending(db, true)
}

/** Whether these are the bytes of a manifest of a withdrawn version of a work, or of a notice of its withdrawal. */
function isOfWithdrawn(db: Database, work: string, digest: string): boolean {
  const blob = findLogBlob(db, work, digest)
  if (!blob) return false
  if (blob.publishes) return blob.ofWithdrawn === 1
  return blob.content.length === 0 || parseWithdrawalNotice(blob.content).work === work
}
