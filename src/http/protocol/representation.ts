import crypto from 'node:crypto'
import type { Body } from '../../wire/body.ts'
import { type Link, printLinks } from '../../wire/links.ts'
import { httpDate, type Validators } from './conditions.ts'
import { ALWAYS, isGiven, withOriginal } from './every-answer.ts'
import type { RawResponse } from './raw-response.ts'

/** One answer as it will stand on the wire. */
export interface Representation extends Body {
  /**
   * `version`: the address can never answer anything else; `blob`: nor can it, but it may be withdrawn; `newest`: it
   * may answer anew in a minute; `current`: it may answer anew at once; `never`: it is the answer to one request.
   */
  cache: keyof typeof CACHE_CONTROL
  /** Never compressed, so that its digest and length are those of the bytes themselves. */
  verbatim?: boolean
  links?: readonly Link[] | undefined
  /** The address of just what is sent, when it was asked for at another one. */
  contentLocation?: string | undefined
  status?: number
  /** In the place of those that every answer has, where they have the same name. */
  headers?: Record<string, string>
  /** When it last changed (ISO time), where that is known. */
  modified?: string | undefined
  /** What the entity tag is made of in place of the body's digest: something that changes with every change of it. */
  revision?: string | undefined
  /** Whether bodies of one revision may differ in bytes, such as by the time of the answer, so that the tag is weak. */
  isWeak?: boolean
  /** The SHA-256 of the body in Base64, when it is known. */
  digest?: string
}

/** The values of `Cache-Control`. */
export const CACHE_CONTROL = {
  version: 'public, max-age=31536000, immutable',
  blob: 'public, max-age=86400, immutable',
  newest: 'public, max-age=60, stale-while-revalidate=600',
  current: 'no-cache',
  never: 'no-store',
}

const VARY = 'Accept, Accept-Encoding'
const ALWAYS_LIST = Object.entries(ALWAYS).flat()
/** Media types whose tags are remembered: those of citations have parameters. */
const MOST_TYPES = 1000

/** What is sent of a representation beside what it is. */
export interface Sent extends Validators {
  /** The body, compressed where a coding is named. */
  body: string | Buffer
  encoding?: string | undefined
  /** SHA-256 of those bytes in Base64, where it is to be told. */
  digest?: string | undefined
  /** The link to the original, on a mirror. */
  original: string | null
  /** The template of the route that answers. */
  route: string
}

/**
 * What tells one state of a representation from others. The tag is made of what is stored, else it is the first 128
 * bits of the body's digest; it names the media type and the encoding too: no two representations of a resource share
 * one (RFC 9110 §8.8.1), even of the same bytes.
 */
export function validatorsOf(
  { revision, isWeak, type, modified }: Representation,
  digest: () => string,
  encoding?: string,
): Validators {
  const tag = revision ?? `${digest().slice(0, 22)}-${typeTag(type)}`
  const quoted = encoding === undefined ? `"${tag}"` : `"${tag}-${encoding}"`
  return {
    etag: isWeak ? `W/${quoted}` : quoted,
    lastModified: modified === undefined ? undefined : httpDate(modified),
  }
}

/** A representation as it stands on the wire. */
export function responseOf(representation: Representation, sent: Sent): RawResponse {
  const { type, status = 200 } = representation
  const { body, etag, lastModified, encoding, digest, original, route } = sent
  const unchanged = fieldsOf(representation, sent)
  const headers = [...unchanged, 'content-type', type, 'content-length', `${Buffer.byteLength(body)}`]
  if (encoding !== undefined) headers.push('content-encoding', encoding)
  if (digest !== undefined) headers.push('repr-digest', `sha-256=:${digest}:`)
  return {
    status,
    etag,
    lastModified,
    headers: isGiven(status) ? withOriginal(headers, original) : headers,
    headersUnchanged: withOriginal(unchanged, original),
    body,
    route,
  }
}

/** The fields that tell of a representation whether or not its body is sent. */
export function fieldsOf(
  { cache, links, contentLocation, headers }: Representation,
  { etag, lastModified }: Validators,
): string[] {
  const always = headers ? Object.entries({ ...ALWAYS, ...headers }).flat() : ALWAYS_LIST
  const fields = [...always, 'etag', etag, 'cache-control', CACHE_CONTROL[cache], 'vary', VARY]
  if (lastModified !== undefined) fields.push('last-modified', lastModified)
  if (links && links.length > 0) fields.push('link', printLinks(links))
  if (contentLocation) fields.push('content-location', contentLocation)
  return fields
}

const typeTags = new Map<string, string>()

function typeTag(type: string): string {
  const known = typeTags.get(type)
  if (known !== undefined) return known
  const tag = crypto.hash('sha256', type, 'base64url').slice(0, 4)
  if (typeTags.size < MOST_TYPES) typeTags.set(type, tag)
  return tag
}
