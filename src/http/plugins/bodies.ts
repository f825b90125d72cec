import type { FastifyInstance } from 'fastify'
import { Problem } from '../../wire/problems.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/**
 * Reads JSON bodies strictly: invalid UTF-8 is refused, because the digest of a text that was silently
 * mended would be the digest of other words.
 */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addHook('preParsing', ({ headers }, _reply, payload, done) => {
    const coding = headers['content-encoding']
    const isCoded = coding !== undefined && coding.toLowerCase() !== 'identity'
    done(isCoded ? unreadable(coding) : null, payload)
  })
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer))
    } catch (error) {
      done(error as Problem)
    }
  })
}

/** The value of a body of JSON. @throws Problem `invalid_body`, `invalid_text` */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(decode(body), withoutPrototype)
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('invalid_body', 'The body is not valid JSON.')
  }
}

function unreadable(coding: string): Problem {
  return new Problem(
    'unsupported_media_type',
    `Bodies are not read in the coding ${JSON.stringify(coding.slice(0, 40))}. Send them uncompressed.`,
  )
}

function decode(body: Buffer): string {
  try {
    return decoder.decode(body)
  } catch {
    throw new Problem('invalid_text', 'The body is not UTF-8. Save or send it as UTF-8.')
  }
}

function withoutPrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Problem('invalid_body', 'The member "__proto__" is not allowed.')
  return value
}

/** Refuses a text that cannot be kept as it is: NUL, and half of a surrogate pair. */
export function assertText(text: string, name: string): void {
  if (text.includes('\0')) {
    throw new Problem('invalid_text', `"${name}" holds the character NUL. Leave it out.`, { parameter: name })
  }
  if (!text.isWellFormed()) {
    throw new Problem('invalid_text', `"${name}" holds half of a surrogate pair. Send whole characters.`, {
      parameter: name,
    })
  }
}
