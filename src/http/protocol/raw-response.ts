import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUnchanged, type Validators } from './conditions.ts'
import { type Headers, withAnswerFields } from './every-answer.ts'

/** An answer as it will stand on the wire, but for what Node puts to each: the date and the connection's state. */
export interface RawResponse extends Validators {
  status: number
  headers: Headers
  /** Those that go with 304 in its place. */
  headersUnchanged: Headers
  body: string | Buffer
  /** The template of the route that answers, by which requests are counted. */
  route: string
}

/**
 * Writes an answer, or 304 when the client has it, straight to Node's response: Fastify's own way, header by header
 * and through its hooks for sending, costs as much as to find a paragraph.
 *
 * @throws Problem `precondition_failed`; what Node refuses to write. Nothing is written by then.
 */
export function writeRaw(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  response: ServerResponse,
  answer: RawResponse,
): void {
  if (isUnchanged(request, answer)) writeUnchanged(response, answer.headersUnchanged)
  else {
    response.writeHead(answer.status, answer.headers as string[])
    // To HEAD, Node sends no body by itself.
    response.end(answer.body)
  }
}

/** Writes that what the client has is still what there is. */
export function writeUnchanged(response: ServerResponse, headers: Headers): void {
  response.writeHead(304, headers as string[])
  response.end()
}

/** Sends an answer with the fields that are for this request alone. @throws Problem `precondition_failed` */
export function replyWith(request: FastifyRequest, reply: FastifyReply, answer: RawResponse): FastifyReply {
  writeRaw(request, reply.raw, request.answerFields === null ? answer : ofRequest(request, answer))
  // What Node refuses was thrown before the reply is taken from Fastify, which then answers with a problem.
  return reply.hijack()
}

function ofRequest(request: FastifyRequest, answer: RawResponse): RawResponse {
  return {
    ...answer,
    headers: withAnswerFields(request, answer.headers),
    headersUnchanged: withAnswerFields(request, answer.headersUnchanged),
  }
}
