import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { Problem } from './problems.ts'

/** The short names of media types, as `?format=` and as extensions of an address. */
export const FORMATS = {
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
  ndjson: 'application/x-ndjson',
  html: 'text/html',
} as const

/** Names people type for a format beside its extension. */
const FORMAT_NAMES: Record<string, string> = Object.assign(Object.create(null), FORMATS, {
  text: 'text/plain',
  markdown: 'text/markdown',
})

/**
 * Chooses what to send, of the media types that a resource offers, its own first. `?format=` (which an
 * extension becomes) goes before `Accept`; without either, or with what a browser sends, the first is sent.
 *
 * @throws Problem `not_acceptable`, which lists what there is
 */
export function negotiate<T extends string>(request: FastifyRequest, offers: readonly T[]): T {
  const { format } = request.query as { format?: string }
  if (format !== undefined) {
    const wanted = FORMAT_NAMES[format] ?? format
    const offer = offers.find((type) => type === wanted)
    if (offer) return offer
    throw notAcceptable(`The format ${JSON.stringify(format)}`, offers)
  }
  const { accept } = request.headers
  if (accept === undefined || accept === '*/*' || accept === offers[0]) return offers[0]!
  // What we send is UTF-8, so that asking for it in so many words is asking for the same.
  const withoutCharset = { headers: { accept: accept.replace(/;\s*charset="?utf-8"?/gi, '') } }
  const [best] = new Negotiator(withoutCharset).mediaTypes([...offers])
  if (best) return best as T
  throw notAcceptable('What "Accept" asks for', offers)
}

function notAcceptable(what: string, offers: readonly string[]): Problem {
  return new Problem(
    'not_acceptable',
    `${what} is not available here. Ask for one of: ${offers.join(', ')}.`,
    {
      available: offers,
    },
  )
}

const RESOURCE_WITH_EXTENSION = new RegExp(
  `^(/(?:works|paragraphs|quotes)(?:/[^?]*)?)\\.(${Object.keys(FORMATS).join('|')})(?:\\?(.*))?$`,
)

/** `/works/x.txt` → `/works/x?format=txt`: the extension says in the address what `Accept` says beside it. */
export function rewriteExtension(url: string): string {
  const match = RESOURCE_WITH_EXTENSION.exec(url)
  if (!match) return url
  const [, path, extension, query] = match
  const given = new URLSearchParams(query).getAll('format')
  const same =
    given.length === 1 && (FORMAT_NAMES[given[0]!] ?? given[0]) === FORMATS[extension as keyof typeof FORMATS]
  if (same) return `${path}?${query}`
  return `${path}?${query ? `${query}&` : ''}format=${extension}`
}
