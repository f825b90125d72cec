import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Link, printLinks } from '../../wire/links.ts'

export const NDJSON = 'application/x-ndjson'

/** Bytes that are made before the client has read those before them: some pages of lines. */
const MOST_AHEAD = 1024 * 1024

/** Lines that are made while they are sent, some at a time, so that memory stays flat and nobody else waits long. */
export interface Lines {
  /** Each a few milliseconds of work; without line feeds. */
  pages: () => AsyncIterable<readonly string[]>
  links?: readonly Link[]
  /** Value of `Content-Type`; lines of JSON by default. */
  type?: string
}

/** Sends lines as a stream. What fails after the first line breaks the connection off, so that nobody takes a part for the whole. */
export function sendLines(
  request: FastifyRequest,
  reply: FastifyReply,
  { pages, links = [], type = NDJSON }: Lines,
) {
  reply.type(type).headers({ vary: 'Accept, Accept-Encoding', 'cache-control': 'no-cache' })
  if (links.length > 0) reply.header('link', printLinks(links))
  // Fastify would read the whole stream for nothing.
  if (request.method === 'HEAD') return reply.header('transfer-encoding', 'chunked').send(Readable.from([]))
  reply.holdMemory(MOST_AHEAD)
  const inTurn: InTurn = (work) => request.server.inTurn('streams', request, work)
  return reply.send(Readable.from(chunksOf(pages(), inTurn), { objectMode: false }))
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Each page is made when it is the client's turn: many streams of one keep nobody else's waiting. */
async function* chunksOf(pages: AsyncIterable<readonly string[]>, inTurn: InTurn): AsyncGenerator<Buffer> {
  const iterator = pages[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value: lines } = await inTurn(() => iterator.next())
      if (done) return
      if (lines.length > 0) yield Buffer.from(lines.map((line) => `${line}\n`).join(''))
    }
  } finally {
    await iterator.return?.()
  }
}
