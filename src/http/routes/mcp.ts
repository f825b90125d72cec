import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { nextTurn } from '../../bounds/next-turn.ts'
import { failure, idOf, type RpcAnswer, RpcError } from '../../mcp/json-rpc.ts'
import { answerMessage, assertHeadersAgree } from '../../mcp/server.ts'
import { json } from '../../wire/body.ts'
import { Problem } from '../../wire/problems.ts'
import { askingApp } from '../ask-app.ts'
import { LARGE_BODY, readJson } from '../plugins/bodies.ts'
import { send } from '../protocol/send.ts'
import type { RouteContext } from '../route-context.ts'
import { operation, PROBLEM } from './operation.ts'

/** A manuscript of the most characters that a call takes, each of four bytes and escaped. */
const MOST_BODY_BYTES = 4 * 1024 * 1024

/** The Model Context Protocol over streamable HTTP: each message is a POST, each answer one JSON. */
export const mcpRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    app.post(
      '/mcp',
      {
        bodyLimit: MOST_BODY_BYTES,
        schema: operation('mcp', 'Speak the Model Context Protocol', {
          sent: {
            'application/json': Type.Object(
              {},
              { additionalProperties: true, description: 'A message of JSON-RPC 2.0.' },
            ),
          },
          others: ['application/json'],
          responses: {
            202: Type.Null({ description: 'Nothing is answered to a notification.' }),
            400: {
              description: 'The message cannot be read: an error of JSON-RPC, or the request: a problem.',
              content: {
                ...PROBLEM,
                'application/json': { schema: Type.Unknown({ description: 'JSON-RPC 2.0.' }) },
              },
            },
          },
          tag: 'Agents',
          description:
            'A stateless server of the revisions 2026-07-28 and 2024-11-05 to 2025-11-25, for agents. Its tools search, read, find, verify, cite and check manuscripts; none changes anything. Faults are errors of JSON-RPC.',
        }),
      },
      async (request, reply) => {
        const answer = await answered(app, services, { request, isGone: () => reply.raw.destroyed })
        if (reply.raw.destroyed) return reply.hijack()
        if (answer === undefined) return reply.code(202).send()
        const isUnread = !Array.isArray(answer) && answer.id === null && answer.error !== undefined
        return send(request, reply, { ...json(answer), cache: 'never', status: isUnread ? 400 : 200 })
      },
    )
  }

async function answered(
  app: FastifyInstance,
  { urls }: RouteContext,
  { request, isGone }: { request: FastifyRequest; isGone: () => boolean },
): Promise<RpcAnswer | RpcAnswer[] | undefined> {
  let message: unknown
  try {
    message = await readMessage(request.body)
    assertHeadersAgree(message, request.headers)
  } catch (error) {
    if (error instanceof RpcError) return failure(idOf(message), error)
    throw error
  }
  return answerMessage({ ask: askingApp(app, request.ip), base: urls.base, isGone }, message)
}

/** @throws RpcError `parseError` for what is no JSON, or more than a body of JSON may hold */
async function readMessage(body: unknown): Promise<unknown> {
  if (!Buffer.isBuffer(body))
    throw new RpcError('parseError', 'The body is empty. Send one JSON-RPC 2.0 object.')
  // Large ones that are here at once take turns, and whatever is smaller goes first.
  if (body.length > LARGE_BODY) await nextTurn()
  try {
    return readJson(body)
  } catch (error) {
    if (error instanceof Problem) throw new RpcError('parseError', error.message)
    throw error
  }
}
