import { ColophonError } from '../errors.ts'

/** Why something is no longer answered, and since when (ISO time). */
export interface Withdrawal {
  reason: string
  withdrawnAt: string
}

/** What is said instead of something withdrawn. */
export function withdrawnError(what: string, { reason, withdrawnAt }: Withdrawal): ColophonError {
  return new ColophonError('withdrawn', `${what} was withdrawn on ${withdrawnAt.slice(0, 10)}: ${reason}`, {
    reason,
    withdrawnAt,
  })
}

/** What is to be withdrawn. */
export interface WithdrawalOrder {
  /** Id of the work. */
  work: string
  /** Id of one version, all rows of it; null for the whole work. */
  version: string | null
  reason: string
  /** Whether the sources' bytes, and a whole work's metadata, are to go too. */
  erase: boolean
}

/** Reads of what is no longer answered, and why. Undefined is what was not withdrawn. */
export interface WithdrawalReads {
  /** The withdrawal of the whole work with this id, or of the last of its versions when none is left. */
  ofWork(work: string): Promise<Withdrawal | undefined>
  /** The newest withdrawal of the version with this id, or of any version, of the work with this key. */
  ofVersion(workNo: number, version?: string): Promise<Withdrawal | undefined>
}
