import { ColophonError } from '../../errors.ts'
import { type AskApi, ToolFailure } from '../../mcp/api.ts'

/** Milliseconds after which an answer is not waited for any more. */
const PATIENCE = 120_000

/**
 * Asks the API of a server. What it asks rejects with a ToolFailure `unreachable` when nobody answers.
 *
 * @param key sent with each request; '' for none
 * @throws ColophonError `invalid_setting` when the address is none of HTTP
 */
export function askingServer(server: string, key = ''): AskApi {
  const base = URL.canParse(server) ? new URL(server) : undefined
  if (!base || !/^https?:$/.test(base.protocol))
    throw new ColophonError(
      'invalid_setting',
      `--server cannot be ${JSON.stringify(server)}. It is the address of a server, such as https://archive.example.org.`,
    )
  const root = base.href.replace(/\/$/, '')
  const always = { accept: '*/*', ...(key !== '' && { authorization: `Bearer ${key}` }) }
  return async ({ method = 'GET', path, type, body, headers }) => {
    try {
      const answer = await fetch(root + path, {
        ...{ method, headers: { ...always, ...headers, ...(type && { 'content-type': type }) } },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(PATIENCE),
      })
      return {
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        body: await answer.text(),
        retryAfter: Number(answer.headers.get('retry-after')) || null,
      }
    } catch {
      throw new ToolFailure('unreachable', `${root} does not answer. Look whether the server runs there.`, {
        status: 503,
        retryAfter: 5,
      })
    }
  }
}
