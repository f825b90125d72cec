/** The types of members that entries, manifests and proofs share. */
import Type, { type TSchema } from 'typebox'

/** No member that is not named: what is signed means what is written here and nothing else. */
export const closed = { additionalProperties: false }

const BASE32 = '[0-9a-hjkmnp-tv-z]'

/** A work's or paragraph's id in its canonical spelling. */
export const ShortId = Type.String({ pattern: `^${BASE32}{16}$` })
/** A version's id in its canonical spelling. */
export const LongId = Type.String({ pattern: `^${BASE32}{24}$` })
/** A SHA-256, hexadecimal: of a blob, or the root of a tree. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
/** 16 random bytes, hexadecimal. */
export const Nonce = Type.String({ pattern: '^[0-9a-f]{32}$' })
/** A count, an index or an offset. */
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
/** An instant in UTC as `Date.toISOString` prints it; `isInstant` checks what no pattern can. */
export const Time = Type.String({ minLength: 24, maxLength: 24 })

/** A value of this type, or null. */
export const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()])

/** Is it the one spelling of an instant, such as 2026-01-01T00:00:00.000Z? */
export function isInstant(time: string): boolean {
  const date = new Date(time)
  return !Number.isNaN(date.getTime()) && date.toISOString() === time
}
