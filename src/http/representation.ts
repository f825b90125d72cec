import crypto from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { type Link, printLinks } from './links.ts'

/** One answer as it will stand on the wire. */
export interface Representation {
  /** Value of `Content-Type`. */
  type: string
  body: string | Buffer
  /** `version`: the address can never answer anything else; `newest`: it may answer anew in a minute. */
  cache: 'version' | 'newest'
  links?: readonly Link[]
  /** The address of just what is sent, when it was asked for at another one. */
  contentLocation?: string
  status?: number
  headers?: Record<string, string>
}

const CACHE_CONTROL = {
  version: 'public, max-age=31536000, immutable',
  newest: 'public, max-age=60, stale-while-revalidate=600',
}

/** Smaller bodies gain nothing from compression. */
const LEAST_COMPRESSED = 1400
const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(gzip),
}

/**
 * Sends a representation with its strong entity tag, digest (RFC 9530), links and caching, or 304 when the
 * client has it. The tag is the digest's first 128 bits and names the encoding too, because a compressed
 * body is other bytes.
 */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  representation: Representation,
): FastifyReply | Promise<FastifyReply> {
  const { body } = representation
  const encoding = body.length >= LEAST_COMPRESSED ? acceptedEncoding(request) : undefined
  const digest = crypto.hash('sha256', body, 'base64')
  const etag = `"${digest.slice(0, 22)}${encoding ? `-${encoding}` : ''}"`
  const headers: Record<string, string> = {
    etag,
    'cache-control': CACHE_CONTROL[representation.cache],
    vary: 'Accept, Accept-Encoding',
    ...representation.headers,
  }
  if (representation.links) headers['link'] = printLinks(representation.links)
  if (representation.contentLocation) headers['content-location'] = representation.contentLocation
  reply.headers(headers)
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (reading && matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  reply.code(representation.status ?? 200).header('content-type', representation.type)
  if (!encoding) return reply.header('repr-digest', `sha-256=:${digest}:`).send(body)
  return compress[encoding](typeof body === 'string' ? Buffer.from(body) : body).then((encoded) =>
    reply
      .header('content-encoding', encoding)
      .header('repr-digest', `sha-256=:${crypto.hash('sha256', encoded, 'base64')}:`)
      .send(encoded),
  )
}

/** A JSON representation of a value. */
export function json(value: unknown): Pick<Representation, 'type' | 'body'> {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

/** A text as it is: its bytes are those that digests of the text are made from. */
export function plain(text: string): Pick<Representation, 'type' | 'body'> {
  return { type: 'text/plain; charset=utf-8', body: text }
}

/** Does a field value of `If-None-Match` (RFC 9110 §13.1.2: `*`, or a list, compared weakly) name the tag? */
export function matches(field: string | undefined, etag: string): boolean {
  if (field === undefined) return false
  if (field.trim() === '*') return true
  return field.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

function acceptedEncoding(request: FastifyRequest): 'br' | 'gzip' | undefined {
  if (!request.headers['accept-encoding']) return undefined
  // The types of negotiator lag behind: among equal weights the preferred one comes first.
  const negotiator = new Negotiator(request) as unknown as {
    encodings(available: string[], options: { preferred: string[] }): string[]
  }
  const [best] = negotiator.encodings(['br', 'gzip', 'identity'], { preferred: ['br', 'gzip'] })
  return best === 'br' || best === 'gzip' ? best : undefined
}
