import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bag } from '../../packages/bag.ts'
import { type ByteRange, bagBytes } from '../../packages/bag-bytes.ts'

/** Bytes that are made before the client has read those before them. */
const MOST_AHEAD = 1024 * 1024

/** The bytes of a ZIP, each piece made when it is the client's turn. */
export function packageStream(
  request: FastifyRequest,
  reply: FastifyReply,
  zip: Pick<Bag, 'files' | 'parts' | 'length'>,
  range?: ByteRange,
): Readable {
  reply.holdMemory(zip.files.reduce((most, { size }) => Math.max(most, size), MOST_AHEAD))
  const inTurn = <T>(make: () => Promise<T>) => request.server.inTurn('streams', request, make)
  return Readable.from(turnByTurn(bagBytes(zip, range), inTurn), { objectMode: false })
}

/** Each piece is made when it is the client's turn. */
async function* turnByTurn(
  pieces: AsyncGenerator<Uint8Array>,
  inTurn: <T>(make: () => Promise<T>) => Promise<T>,
): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { done, value } = await inTurn(() => pieces.next())
      if (done) return
      yield value
    }
  } finally {
    await pieces.return(undefined)
  }
}
