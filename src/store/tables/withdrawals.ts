/** What was withdrawn. */
import type { Generated } from 'kysely'

export interface WithdrawalTable {
  no: Generated<number>
  work_no: number
  whole_work: 0 | 1
  reason: string
  erased: 0 | 1
  withdrawn_at: string
}

export interface WithdrawnVersionTable {
  version_no: number
  withdrawal_no: number
}
