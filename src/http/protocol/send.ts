import crypto from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { Body } from '../../wire/body.ts'
import { type Link, printLinks } from '../../wire/links.ts'
import { httpDate, isUnchanged, type Validators } from './conditions.ts'
import { ALWAYS, type Headers } from './every-answer.ts'
import { type RawResponse, writeResponse, writeUnchanged } from './raw-response.ts'
import { sharedBody } from './shared-bodies.ts'

/** One answer as it will stand on the wire. */
export interface Representation extends Body {
  /**
   * `version`: the address can never answer anything else; `blob`: nor can it, but it may be withdrawn; `newest`: it
   * may answer anew in a minute; `current`: it may answer anew at once.
   */
  cache: keyof typeof CACHE_CONTROL
  /** Never compressed, so that its digest and length are those of the bytes themselves. */
  verbatim?: boolean
  links?: readonly Link[] | undefined
  /** The address of just what is sent, when it was asked for at another one. */
  contentLocation?: string | undefined
  status?: number
  headers?: Record<string, string>
  /** When it last changed (ISO time), where that is known. */
  modified?: string | undefined
  /** What the entity tag is made of in place of the body's digest: something that changes with every change of it. */
  revision?: string
  /** The SHA-256 of the body in Base64, when it is known. */
  digest?: string
}

/** The values of `Cache-Control`. */
export const CACHE_CONTROL = {
  version: 'public, max-age=31536000, immutable',
  blob: 'public, max-age=86400, immutable',
  newest: 'public, max-age=60, stale-while-revalidate=600',
  current: 'no-cache',
}

const ALWAYS_LIST = Object.entries(ALWAYS).flat()

/** Smaller bodies gain nothing from compression. */
const LEAST_COMPRESSED = 1400
const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(gzip),
}

/**
 * Sends a representation with its strong entity tag, digest (RFC 9530), links and caching, or 304 when the
 * client has it. The tag is the digest's first 128 bits and names the media type and the encoding too: no two
 * representations of a resource share one (RFC 9110 §8.8.1), even of the same bytes.
 */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  representation: Representation,
): FastifyReply | Promise<FastifyReply> {
  const { body, verbatim } = representation
  const { digest = crypto.hash('sha256', body, 'base64') } = representation
  const encoding = body.length >= LEAST_COMPRESSED && !verbatim ? acceptedEncoding(request) : undefined
  const content = representation.revision ?? `${digest.slice(0, 22)}-${typeTag(representation.type)}`
  const etag = `"${content}${encoding ? `-${encoding}` : ''}"`
  const { modified } = representation
  const validators = { etag, ...(modified !== undefined && { lastModified: httpDate(modified) }) }
  const headers = headersOf(representation, validators)
  const finish = (sent: Sent) => {
    const shared = sharedBody(sent.body, sent.digest)
    const response = responseOf(representation, { ...sent, body: shared, validators, headers })
    request.keep?.(response)
    return writeResponse(request, reply, response)
  }
  if (!encoding) return finish({ body, digest })
  if (isUnchanged(request, validators)) return writeUnchanged(request, reply, headers)
  return compress[encoding](typeof body === 'string' ? Buffer.from(body) : body).then((encoded) =>
    finish({ body: encoded, digest: crypto.hash('sha256', encoded, 'base64'), encoding }),
  )
}

function typeTag(type: string): string {
  return crypto.hash('sha256', type, 'base64url').slice(0, 4)
}

/** The bytes that are sent, and their digest in Base64. */
interface Sent {
  body: string | Buffer
  digest: string
  encoding?: string
}

/** The headers that tell of the representation whether or not its body is sent. */
function headersOf(
  { cache, links, contentLocation, headers }: Representation,
  { etag, lastModified }: Validators,
): Headers {
  const fields: Record<string, string> = {
    etag,
    ...(lastModified !== undefined && { 'last-modified': lastModified }),
    'cache-control': CACHE_CONTROL[cache],
    vary: 'Accept, Accept-Encoding',
    ...headers,
  }
  if (links && links.length > 0) fields['link'] = printLinks(links)
  if (contentLocation) fields['content-location'] = contentLocation
  return ALWAYS_LIST.concat(Object.entries(fields).flat())
}

function responseOf(
  { type, status = 200 }: Representation,
  { body, digest, encoding, validators, headers }: Sent & { validators: Validators; headers: Headers },
): RawResponse {
  const length = String(Buffer.byteLength(body))
  const ofBody = ['content-type', type, 'content-length', length, 'repr-digest', `sha-256=:${digest}:`]
  if (encoding) ofBody.push('content-encoding', encoding)
  return { status, ...validators, headers: [...headers, ...ofBody], headersUnchanged: headers, body }
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
