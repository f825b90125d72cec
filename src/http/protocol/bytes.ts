import { Readable } from 'node:stream'
import contentDisposition from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Link, printLinks } from '../../wire/links.ts'
import { httpDate, isUnchanged } from './conditions.ts'
import { CACHE_CONTROL } from './representation.ts'
import { type RequestedRange, requestedRange } from './requested-range.ts'

/** A file to download, whole or in parts. */
export interface Bytes {
  /** In quotation marks. */
  etag: string
  /** When the address began to answer with them (ISO time). */
  modified: string
  /** Hexadecimal; left out where it is not known before they are sent. */
  sha256?: string
  length: number
  type: string
  fileName: string
  cache: keyof typeof CACHE_CONTROL
  links: readonly Link[]
  /** Called once at most, and not for those who have the file or ask for its headers alone. */
  read: (range: RequestedRange) => Readable | Promise<Buffer>
}

/**
 * Sends bytes as they are, with their digest (RFC 9530) and never compressed: all, the range that is asked for (RFC
 * 9110 §14), or 304 when the client has them.
 *
 * @throws Problem `range_not_satisfiable`
 */
export async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Bytes,
): Promise<FastifyReply> {
  const { etag, length } = bytes
  const lastModified = httpDate(bytes.modified)
  const isKnown = isUnchanged(request, { etag, lastModified })
  reply.headers({
    etag,
    'last-modified': lastModified,
    'cache-control': CACHE_CONTROL[bytes.cache],
    'accept-ranges': 'bytes',
    ...(bytes.sha256 !== undefined && { 'repr-digest': reprDigest(bytes.sha256) }),
    'content-disposition': contentDisposition(bytes.fileName),
    link: printLinks(bytes.links),
  })
  if (isKnown) return reply.code(304).send()
  const range = requestedRange(request, { etag, length })
  const { start, end } = range ?? { start: 0, end: length - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${length}`)
  reply.type(bytes.type).header('content-length', end - start + 1)
  // Fastify would read a whole stream to HEAD for nothing.
  const isEmpty = request.method === 'HEAD' || length === 0
  if (isEmpty) return reply.send(Readable.from([]))
  const content = await request.server.inTurn('composing', request, async () => bytes.read({ start, end }))
  if (Buffer.isBuffer(content)) reply.holdMemory(content.length)
  return reply.send(content)
}

function reprDigest(sha256: string): string {
  return `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`
}
