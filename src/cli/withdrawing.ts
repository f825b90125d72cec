import type { Tombstone } from '../archive/withdraw.ts'
import type { WithdrawalOrder } from '../store/withdrawals.ts'

/** Where works are withdrawn: in an archive, or at a server. */
export interface Withdrawing {
  /** The work that somebody named; its title is '' when it is withdrawn already. */
  find(typed: string): Promise<{ work: string; title: string }>
  withdraw(order: WithdrawalOrder): Promise<Tombstone>
}
