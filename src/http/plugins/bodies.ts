import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parse } from 'secure-json-parse'
import { exceededBound } from '../../bounds/json-shape.ts'
import { nextTurn } from '../../bounds/next-turn.ts'
import { Problem } from '../../wire/problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether its body is read: whoever asks before is told to send it. */
    bodyIsWanted: boolean
  }
}

/** Bytes of JSON that take a quarter of a millisecond to read, parse and judge. */
export const LARGE_BODY = 16 * 1024

/** What a body of JSON may hold: a list of a thousand works has some 50,000 values. */
const JSON_BOUNDS = { depth: 32, values: 100_000 }

/**
 * Reads JSON bodies strictly: invalid UTF-8 is refused, because the digest of a text that was silently
 * mended would be the digest of other words.
 */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.decorateRequest('bodyIsWanted', false)
  app.addHook('preParsing', (request, reply, payload, done) => {
    const refusal = refused(request)
    // Nobody waits for the rest of a body that is not wanted.
    if (refusal) reply.header('connection', 'close')
    else {
      request.bodyIsWanted = true
      if (request.headers.expect !== undefined) reply.raw.writeContinue()
    }
    done(refusal ?? null, payload)
  })
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => {
      // Several large ones that are here at once take turns, and whatever is smaller goes first.
      if (body.length > LARGE_BODY) await nextTurn()
      return readJson(body)
    },
  )
}

/** The value of a body of JSON. @throws Problem `invalid_body`, `invalid_text` */
export function readJson(body: Buffer): unknown {
  const exceeded = exceededBound(body, JSON_BOUNDS)
  if (exceeded) throw tooComplex(exceeded)
  if (!isUtf8(body)) throw new Problem('invalid_text', 'The body is not UTF-8. Save or send it as UTF-8.')
  try {
    return parse(body.toString(), { protoAction: 'error', constructorAction: 'ignore' })
  } catch (error) {
    throw new Problem('invalid_body', notJson(error as Error))
  }
}

function notJson({ message }: Error): string {
  return message === 'Object contains forbidden prototype property'
    ? 'The member "__proto__" is not allowed.'
    : 'The body is not valid JSON.'
}

function tooComplex(bound: keyof typeof JSON_BOUNDS): Problem {
  const { depth, values } = JSON_BOUNDS
  return new Problem(
    'invalid_body',
    bound === 'depth'
      ? `The body has arrays and objects more than ${depth} deep.`
      : `The body has more than ${values} values. Send it in parts.`,
  )
}

/** What is wrong with a body, as its headers tell before it is read. */
function refused({ headers, routeOptions }: FastifyRequest): Problem | undefined {
  const coding = headers['content-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return unreadable(coding)
  const { bodyLimit } = routeOptions
  if (bodyLimit !== undefined && Number(headers['content-length']) > bodyLimit) return tooLarge()
  return undefined
}

/** The body is larger than the address takes. */
export function tooLarge(): Problem {
  return new Problem(
    'body_too_large',
    'The body is larger than this address takes. Split it, or import large files with the command `colophon import`.',
  )
}

function unreadable(coding: string): Problem {
  return new Problem(
    'unsupported_media_type',
    `Bodies are not read in the coding ${JSON.stringify(coding.slice(0, 40))}. Send them uncompressed.`,
  )
}
