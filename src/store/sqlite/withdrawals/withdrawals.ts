import type { Connection } from '../../sql/connection.ts'
import { WITHDRAWAL_COLUMNS, WITHDRAWN_VERSION, WITHDRAWN_WORK } from '../../sql/withdrawals.ts'
import { WITHDRAWN } from '../../sql/withdrawn.ts'
import { type Withdrawal, withdrawnError } from '../../withdrawals.ts'

/** The withdrawal of the whole work with this id, or of the last of its versions when none is left. */
export function findWithdrawnWork(db: Connection, work: string): Withdrawal | undefined {
  return db.one<Withdrawal>(WITHDRAWN_WORK, work)
}

/** The newest withdrawal of a version of a work, which other versions may have outlived. */
export function findWithdrawnVersion(
  db: Connection,
  workNo: number,
  version?: string,
): Withdrawal | undefined {
  return db.one<Withdrawal>(WITHDRAWN_VERSION, { workNo, version: version ?? null })
}

/** @throws ColophonError `withdrawn` when the work with this id was withdrawn: its id is never used again */
export function refuseWithdrawn(db: Connection, work: string): void {
  const found = findWithdrawnWork(db, work)
  if (found) throw withdrawnError(`The work ${work}`, found)
}

/** @throws ColophonError `withdrawn` when a source, or what was extracted, is known only from versions that were withdrawn */
export function refuseWithdrawnSource(db: Connection, sha256: string): void {
  const row = db.one<Withdrawal>(
    `SELECT ${WITHDRAWAL_COLUMNS} FROM withdrawal
     JOIN withdrawn_version ON withdrawn_version.withdrawal_no = withdrawal.no
     JOIN version_file ON version_file.version_no = withdrawn_version.version_no
     WHERE version_file.sha256 = @sha256 AND NOT EXISTS
       (SELECT 1 FROM version_file AS kept WHERE kept.sha256 = @sha256 AND kept.version_no NOT IN ${WITHDRAWN})
     ORDER BY withdrawal.no DESC LIMIT 1`,
    { sha256 },
  )
  if (row) throw withdrawnError('This file', row)
}
