import { createHash } from 'node:crypto'
import { nextTurn } from './next-turn.ts'

/** Bytes that are copied or digested in one turn: some milliseconds, also where the memory is new. */
const AT_ONCE = 1024 * 1024

/** Is this more than is done in one turn? */
export function isLong({ length }: string | Buffer): boolean {
  return length > AT_ONCE
}

/** Parts as one buffer. To join many megabytes keeps a thread for as long as to make them: others have their turns meanwhile. */
export async function joinBytes(parts: readonly Buffer[]): Promise<Buffer> {
  const joined = Buffer.allocUnsafe(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  let untilTurn = AT_ONCE
  for (const piece of parts.flatMap(pieces)) {
    if (piece.length > untilTurn) {
      await nextTurn()
      untilTurn = AT_ONCE
    }
    at += piece.copy(joined, at)
    untilTurn -= piece.length
  }
  return joined
}

/** The SHA-256 of bytes in Base64, with turns for others between its pieces. */
export async function digestBytes(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256')
  for (const [n, piece] of pieces(bytes).entries()) {
    if (n > 0) await nextTurn()
    hash.update(piece)
  }
  return hash.digest('base64')
}

function pieces(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / AT_ONCE)
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * AT_ONCE, (n + 1) * AT_ONCE))
}
