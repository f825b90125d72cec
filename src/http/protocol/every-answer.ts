import type { FastifyRequest } from 'fastify'
import { printLinks } from '../../wire/links.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where a mirror has what is asked for from, as a value of `Link`; null on an archive itself. */
    original: string | null
    /** Fields that its answer has, whatever that is, such as what is left of a bound; null when there are none. */
    answerFields: Readonly<Record<string, string>> | null
  }
}

/** Names and values in turn, as `writeHead` takes them with the least work. */
export type Headers = readonly string[]

/**
 * On every answer: what a browser may do with it. Reading is free for every origin; nothing here runs
 * scripts. HSTS and the like are left to whoever terminates TLS.
 */
export const ALWAYS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Accept-Ranges, Allow, Content-Disposition, Content-Location, Content-Range, ETag, Last-Modified, Link, Location, Memento-Datetime, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, Vary, WWW-Authenticate',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors *",
}

/** Answers that are, list or confirm what the address names. */
const GIVEN: ReadonlySet<number> = new Set([200, 206, 300, 304])

/** Is an answer with this status what the address names, so that it links to the original? */
export function isGiven(status: number): boolean {
  return GIVEN.has(status)
}

/** The link to the original at an address. */
export function originalLink(href: string): string {
  return printLinks([{ href, rel: 'original' }])
}

/** The value of `Link` with one more link at its end. */
export function withLink(links: unknown, link: string): string {
  return links === undefined ? link : `${links}, ${link}`
}

/** Gives the answer to a request fields that do not depend on what it will be. */
export function addAnswerFields(request: FastifyRequest, fields: Readonly<Record<string, string>>): void {
  request.answerFields = { ...request.answerFields, ...fields }
}

/** The fields of an answer with a link to the original, when there is one: the same list when there is none. */
export function withOriginal(fields: Headers, original: string | null): Headers {
  if (original === null) return fields
  const at = fields.findIndex((name, index) => index % 2 === 0 && name === 'link')
  return at < 0 ? [...fields, 'link', original] : fields.with(at + 1, withLink(fields[at + 1], original))
}

/** The fields of an answer with those that are for one request alone: the same list when there are none. */
export function withAnswerFields({ answerFields }: FastifyRequest, fields: Headers): Headers {
  return answerFields === null ? fields : fields.concat(Object.entries(answerFields).flat())
}
