import { WITHDRAWN_VERSION, WITHDRAWN_WORK } from '../../sql/withdrawals.ts'
import type { Withdrawal, WithdrawalReads } from '../../withdrawals.ts'
import type { PostgresDatabase } from '../database.ts'

/** Reads of what was withdrawn. */
export function withdrawalReads(db: PostgresDatabase): WithdrawalReads {
  return {
    ofWork: (work) => db.one<Withdrawal>(WITHDRAWN_WORK, work),
    ofVersion: (workNo, version) => db.one<Withdrawal>(WITHDRAWN_VERSION, { workNo, version }),
  }
}
