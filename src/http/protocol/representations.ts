import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Body } from '../../wire/body.ts'
import { extensionOf, inListedOrder } from '../../wire/media-types.ts'
import { Format } from '../../wire/schemas/common.ts'
import { type Lines, sendLines } from './ndjson.ts'
import { asksForFirst, NO_PARAMETERS, negotiate } from './negotiation.ts'
import type { Representation } from './representation.ts'
import { send } from './send.ts'

/** What all representations of a resource have in common, unless a writer says otherwise. `cache` is `newest` by default. */
export type Resource = Partial<
  Pick<Representation, 'links' | 'contentLocation' | 'cache' | 'modified' | 'headers'>
>

/** What a writer makes of a resource: a body, with what other representations do not have, or lines. */
export type Written = (Body & Partial<Representation>) | Lines

/** How a representation was asked for. */
export interface Asked {
  /** The media type by the name that was asked for: that of the row, or one of its aliases. */
  type: string
  /** Those of the media type in `Accept`. */
  parameters: ReadonlyMap<string, string>
}

/** Writes a resource in one media type. */
export interface Writer<R> {
  (resource: R, asked: Asked): Written | Promise<Written>
  /** Can it take long, and much memory? Then few do so at once. */
  isLong?: boolean
}

/** A writer of what can be long. */
export function long<R>(write: Writer<R>): Writer<R> {
  return Object.assign(write, { isLong: true })
}

/** The writer of each media type. */
export type Rows<R> = Readonly<Record<string, Writer<R>>>

/** The writer that a request asks for, and how it asks. */
export interface Chosen<R> {
  write: Writer<R>
  asked: Asked
}

/** The representations of a resource. */
export interface Representations<R> {
  rows: Rows<R>
  /** Their media types. The first goes to browsers and to whoever asks for nothing. */
  types: readonly string[]
  first: Chosen<R>
  /** The others, in the order in which links to them are listed. */
  alternates: readonly string[]
  /** Schema of `?format=`. */
  format: ReturnType<typeof Format>
}

/**
 * The table of a resource: a row for each media type, in the server's order of preference. Negotiation, the list in a
 * problem 406, the schema of `?format=` and the description of the API follow from the rows.
 */
export function representations<R extends Resource>(rows: Rows<R>): Representations<R> {
  const types = Object.keys(rows)
  const [type = '', write] = Object.entries(rows)[0] ?? []
  if (!write) throw new Error('A resource needs a representation.')
  const first = { write, asked: { type, parameters: NO_PARAMETERS } }
  const alternates = inListedOrder(types.slice(1))
  return { rows, types, first, alternates, format: Format(...types.map(extensionOf)) }
}

/**
 * Chooses the representation that a request asks for.
 *
 * @throws Problem `not_acceptable`, which lists what there is
 */
export function choose<R>(request: FastifyRequest, table: Representations<R>): Chosen<R> {
  if (asksForFirst(request, table.types[0])) return table.first
  const { offer, type, parameters } = negotiate(request, table.types)
  return { write: table.rows[offer]!, asked: { type, parameters } }
}

/** Writes a resource as it was asked for, and sends it. */
export function represent<R extends Resource>(
  request: FastifyRequest,
  reply: FastifyReply,
  { write, asked }: Chosen<R>,
  resource: R,
): FastifyReply | Promise<FastifyReply> {
  if (write.isLong) {
    // Until it is sent: to compress it takes memory, too.
    return request.server.inTurn('composing', request, async () =>
      reply.raw.destroyed
        ? reply.hijack()
        : sendWritten(request, reply, await write(resource, asked), resource),
    )
  }
  const written = write(resource, asked)
  if (written instanceof Promise)
    return written.then((written) => sendWritten(request, reply, written, resource))
  return sendWritten(request, reply, written, resource)
}

function sendWritten(
  request: FastifyRequest,
  reply: FastifyReply,
  written: Written,
  { cache = 'newest', links, contentLocation, modified, headers }: Resource,
): FastifyReply | Promise<FastifyReply> {
  if ('pages' in written) return sendLines(request, reply, written)
  const representation = { cache, links, contentLocation, modified, ...written }
  return send(
    request,
    reply,
    headers ? { ...representation, headers: { ...headers, ...written.headers } } : representation,
  )
}
