import type { FastifyInstance } from 'fastify'
import type { AskApi } from '../mcp/api.ts'

/** Asks the application as a client with this address would, without a connection. */
export function askingApp(app: FastifyInstance, client: string): AskApi {
  return async ({ method = 'GET', path, type, body }) => {
    const headers = { accept: '*/*', ...(type && { 'content-type': type }) }
    const sent = {
      method,
      url: path,
      headers,
      remoteAddress: client,
      ...(body !== undefined && { payload: body }),
    }
    const answer = await app.inject(sent)
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type'] ?? ''),
      body: answer.body,
      retryAfter: Number(answer.headers['retry-after']) || null,
    }
  }
}
