import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parse } from 'secure-json-parse'
import { exceededBound } from '../../bounds/json-shape.ts'
import { nextTurn } from '../../bounds/next-turn.ts'
import { hasTooManyMarks, MOST_MARKS } from '../../text/mark-runs.ts'
import { Problem } from '../../wire/problems.ts'

/** Bytes of JSON that are parsed in a millisecond. */
const LARGE = 64 * 1024

/** What a body of JSON may hold: a list of a thousand works has some 50,000 values. */
const JSON_BOUNDS = { depth: 32, values: 100_000 }

/**
 * Reads JSON bodies strictly: invalid UTF-8 is refused, because the digest of a text that was silently
 * mended would be the digest of other words.
 */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addHook('preParsing', (request, reply, payload, done) => {
    const refusal = refused(request)
    // Nobody waits for the rest of a body that is not wanted.
    if (refusal) reply.header('connection', 'close')
    else if (request.headers.expect !== undefined) reply.raw.writeContinue()
    done(refusal ?? null, payload)
  })
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => {
      // To parse a large one takes tens of milliseconds: several that are here at once take turns.
      if (body.length > LARGE) await nextTurn()
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

/** Refuses a text that cannot be kept as it is: NUL, half of a surrogate pair, and piles of marks. */
export function assertText(text: string, name: string): void {
  if (text.includes('\0')) {
    throw new Problem('invalid_text', `"${name}" holds the character NUL. Leave it out.`, { parameter: name })
  }
  if (!text.isWellFormed()) {
    throw new Problem('invalid_text', `"${name}" holds half of a surrogate pair. Send whole characters.`, {
      parameter: name,
    })
  }
  if (hasTooManyMarks(text)) {
    throw new Problem(
      'invalid_text',
      `"${name}" has a character with more than ${MOST_MARKS} combining marks. Take marks away.`,
      { parameter: name },
    )
  }
}
