import type { FastifyRequest } from 'fastify'
import { canonicalType, EXTENSIONS, typeNamed } from '../../wire/media-types.ts'
import { Problem } from '../../wire/problems.ts'
import { bestOffer, readAccept } from './accept.ts'

/** What is to be sent, under which name, and with which parameters it was asked for. */
export interface Choice<T extends string> {
  offer: T
  /** The name that was asked for: the offer's own, or one of its aliases. */
  type: string
  parameters: ReadonlyMap<string, string>
}

/** Of what was not asked for by a media type. */
export const NO_PARAMETERS: ReadonlyMap<string, string> = new Map()

/**
 * Does a request leave the choice to the server, or ask for just what it would send first? Most do, so that this is
 * found out before anything is read.
 */
export function asksForFirst(request: FastifyRequest, first: string | undefined): boolean {
  const { format } = request.query as { format?: string }
  const { accept } = request.headers
  return format === undefined && (accept === undefined || accept === '*/*' || accept === first)
}

/**
 * Chooses what to send, of the media types that a resource offers, its own first. `?format=` (which an
 * extension becomes) goes before `Accept`; without either, or with what a browser sends, the first is sent.
 *
 * @throws Problem `not_acceptable`, which lists what there is
 */
export function negotiate<T extends string>(request: FastifyRequest, offers: readonly T[]): Choice<T> {
  const { format } = request.query as { format?: string }
  if (format !== undefined) {
    const wanted = typeNamed(format)
    const offer = offers.find((type) => type === wanted)
    if (offer) return { offer, type: offer, parameters: NO_PARAMETERS }
    throw notAcceptable(`The format ${JSON.stringify(format)}`, offers)
  }
  const best = bestOffer(readAccept(request.headers.accept ?? '*/*'), offers, canonicalType)
  if (!best) throw notAcceptable('What "Accept" asks for', offers)
  const { offer, range } = best
  const isOwn = range.type.includes('*') || offer.startsWith(`${range.type};`)
  return { offer, type: isOwn ? offer : range.type, parameters: range.parameters }
}

/** Does somebody ask who would rather read a page than JSON, as browsers do? */
export function prefersPage({ headers: { accept } }: FastifyRequest): boolean {
  if (accept === undefined || !accept.includes('text/html')) return false
  const offers = ['application/problem+json', 'application/json', 'text/html']
  return bestOffer(readAccept(accept), offers, canonicalType)?.offer === 'text/html'
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

/** The path is as short as may be, so that `.csl.json` is one extension and not `.json` after `.csl`. */
const RESOURCE_WITH_EXTENSION = new RegExp(
  `^(/(?:works|paragraphs|quotes)(?:/[^?]*?)?)\\.(${EXTENSIONS.map((name) => name.replace('.', '\\.')).join('|')})/?(?:\\?(.*))?$`,
)

/** `/works/x.txt` → `/works/x?format=txt`: the extension says in the address what `Accept` says beside it. */
export function rewriteExtension(url: string): string {
  const match = url.includes('.') && RESOURCE_WITH_EXTENSION.exec(url)
  if (!match) return url
  const [, path, extension = '', query] = match
  const given = new URLSearchParams(query).getAll('format')
  const same = given.length === 1 && typeNamed(given[0]!) === typeNamed(extension)
  if (same) return `${path}?${query}`
  return `${path}?${query ? `${query}&` : ''}format=${extension}`
}
