import type { WithdrawalReads } from '../../withdrawals.ts'
import type { Database } from '../database.ts'
import { findWithdrawnVersion, findWithdrawnWork } from '../withdrawals/withdrawals.ts'

/** Reads of what was withdrawn on a connection. */
export function withdrawalReads(db: Database): WithdrawalReads {
  return {
    ofWork: async (work) => findWithdrawnWork(db, work),
    ofVersion: async (workNo, version) => findWithdrawnVersion(db, workNo, version),
  }
}
