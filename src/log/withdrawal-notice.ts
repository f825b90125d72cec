import Type, { type Static } from 'typebox'
import { closed, isInstant, LongId, Nonce, Nullable, ShortId, Time } from './member-types.ts'
import { recordFormat } from './record-format.ts'

const WithdrawalNotice = Type.Object(
  {
    v: Type.Literal(1),
    work: ShortId,
    version: Nullable(LongId),
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
    withdrawnAt: Time,
    nonce: Nonce,
  },
  closed,
)

/**
 * Why a work, or one version of it, is no longer shown: the blob that a `withdraw` entry names. It is a blob because
 * a reason is text, which may have to be erased itself; the nonce then keeps it from being guessed.
 */
export type WithdrawalNotice = Static<typeof WithdrawalNotice>

const format = recordFormat(WithdrawalNotice, {
  name: 'withdrawal notice',
  code: 'malformed_withdrawal',
  longest: 16_384,
  fault: ({ withdrawnAt }) => (isInstant(withdrawnAt) ? null : 'has a time that is not valid'),
})

/** The bytes of a notice. @throws LogError `malformed_withdrawal` */
export function printWithdrawalNotice(notice: WithdrawalNotice): Buffer {
  return format.print(notice)
}

/** The notice in these bytes. @throws LogError `not_canonical`, `malformed_withdrawal` */
export function parseWithdrawalNotice(bytes: Uint8Array): WithdrawalNotice {
  return format.parse(bytes)
}
