import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUnchanged, type Validators } from './conditions.ts'
import { fieldsFor, type Headers } from './every-answer.ts'

/** An answer as it will stand on the wire, but for what Node puts to each: the date and the connection's state. */
export interface RawResponse extends Validators {
  status: number
  headers: Headers
  /** Those that go with 304 in its place. */
  headersUnchanged: Headers
  body: string | Buffer
}

/**
 * Writes an answer, or 304 when the client has it, straight to Node's response. Fastify's own way, header by header
 * and through its hooks for sending, costs as much as to find a paragraph.
 */
export function writeResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  response: RawResponse,
): FastifyReply {
  if (isUnchanged(request, response)) return writeUnchanged(request, reply, response.headersUnchanged)
  if (request.method !== 'HEAD') reply.holdMemory(response.body.length)
  // What Node refuses is thrown before the reply is taken from Fastify, which then answers with a problem.
  reply.raw.writeHead(response.status, fieldsFor(request, response.status, response.headers) as string[])
  reply.hijack()
  // To HEAD, Node sends no body by itself.
  reply.raw.end(response.body)
  return reply
}

/** Writes that what the client has is still what there is. */
export function writeUnchanged(request: FastifyRequest, reply: FastifyReply, headers: Headers): FastifyReply {
  reply.raw.writeHead(304, fieldsFor(request, 304, headers) as string[])
  reply.hijack()
  reply.raw.end()
  return reply
}
