import crypto from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { digestBytes, isLong } from '../../bounds/long-bytes.ts'
import type { Body } from '../../wire/body.ts'
import { isUnchanged } from './conditions.ts'
import { withAnswerFields, withOriginal } from './every-answer.ts'
import { type RawResponse, replyWith, writeUnchanged } from './raw-response.ts'
import { fieldsOf, type Representation, responseOf, type Sent, validatorsOf } from './representation.ts'
import { sharedBody } from './shared-bodies.ts'

/** Smaller bodies, of six packets at most, are sent sooner than they are compressed: only who refuses them as they are gets them so. */
const LEAST_COMPRESSED = 8 * 1024
/** The least effort: four times as much saves a tenth more. */
const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 1 }),
}

/**
 * Sends a representation with its strong entity tag, links and caching, or 304 when the client has it. A text goes with
 * its digest (RFC 9530), and so do bytes. JSON, which tells the digests of what it holds, goes with its own when a client wants it.
 */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  representation: Representation,
): FastifyReply | Promise<FastifyReply> {
  if (!isLong(representation.body)) return sendDigested(request, reply, representation)
  return digested(representation).then((known) => sendDigested(request, reply, known))
}

/** A long body as bytes, with the digest of them, which is made with turns for others. */
async function digested(representation: Representation): Promise<Representation> {
  const body = bytesOf(representation.body)
  return { ...representation, body, digest: representation.digest ?? (await digestBytes(body)) }
}

function bytesOf(body: Body['body']): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : body
}

function sendDigested(
  request: FastifyRequest,
  reply: FastifyReply,
  representation: Representation,
): FastifyReply | Promise<FastifyReply> {
  const { body } = representation
  const { original } = request
  const { url: route = '' } = request.routeOptions
  const encoding = encodingOf(request, representation)
  const digest = digestOnce(representation)
  const validators = validatorsOf(representation, digest, encoding)
  const finish = (sent: Pick<Sent, 'body' | 'encoding'>, digest: () => string) => {
    const shared = { ...sent, body: sharedBody(sent.body, digest) }
    const told = wantsDigest(request, representation) ? digest() : undefined
    const answer = responseOf(representation, { ...shared, ...validators, digest: told, original, route })
    request.keep(answer)
    if (request.method !== 'HEAD') reply.holdMemory(answer.body.length)
    return replyWith(request, reply, answer)
  }
  if (!encoding) return finish({ body }, digest)
  if (isUnchanged(request, validators)) {
    const fields = withOriginal(fieldsOf(representation, validators), original)
    writeUnchanged(reply.raw, withAnswerFields(request, fields))
    return reply.hijack()
  }
  return compress[encoding](bytesOf(body)).then(async (encoded) => {
    const digest = isLong(encoded) ? await digestBytes(encoded) : undefined
    return finish({ body: encoded, encoding }, () => digest ?? digestOf(encoded))
  })
}

/** JSON to a request that wants no digest; undefined for what is to be compressed first. */
export function plainResponse(
  { headers }: Pick<IncomingMessage, 'headers'>,
  representation: Representation,
  sent: Pick<Sent, 'original' | 'route'>,
): RawResponse | undefined {
  const { body } = representation
  if (mayBeCompressed(headers, body)) return undefined
  const validators = validatorsOf(representation, digestOnce(representation))
  return responseOf(representation, { body, ...validators, ...sent })
}

/** RFC 9530 §4: whoever wants a digest says so. */
function wantsDigest({ headers }: FastifyRequest, { type, verbatim }: Representation): boolean {
  return verbatim || headers['want-repr-digest'] !== undefined || !/^application\/(?:[^;]*\+)?json/.test(type)
}

function digestOnce({ body, digest }: Representation): () => string {
  let known = digest
  return () => {
    known ??= digestOf(body)
    return known
  }
}

function digestOf(body: string | Buffer): string {
  return crypto.hash('sha256', body, 'base64')
}

/** Might one who accepts these codings get a body compressed? Only what has a weight can refuse it as it is. */
function mayBeCompressed(
  { 'accept-encoding': accepted }: IncomingHttpHeaders,
  { length }: Body['body'],
): boolean {
  return !!accepted && (length >= LEAST_COMPRESSED || accepted.includes('q='))
}

function encodingOf(
  request: FastifyRequest,
  { body, verbatim }: Representation,
): keyof typeof compress | undefined {
  if (verbatim || !mayBeCompressed(request.headers, body)) return undefined
  // The types of negotiator lag behind: among equal weights the preferred one comes first.
  const negotiator = new Negotiator(request) as unknown as {
    encodings(available: string[], options: { preferred: string[] }): string[]
  }
  const accepted = negotiator.encodings(['br', 'gzip', 'identity'], { preferred: ['br', 'gzip'] })
  if (body.length < LEAST_COMPRESSED && accepted.includes('identity')) return undefined
  const [best] = accepted
  return best === 'br' || best === 'gzip' ? best : undefined
}
