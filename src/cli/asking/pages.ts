import { type AskApi, askJson, withQuery } from '../../mcp/api.ts'

/** Things asked for at a time. */
const AT_ONCE = 100

/**
 * The things of a list of the API, one after the other, as they are wanted: at most `limit`.
 *
 * @param query its parameters, but for `limit` and `cursor`
 */
export async function* itemsOf<T>(
  ask: AskApi,
  path: string,
  { query, limit }: { query: Record<string, string | undefined>; limit: number },
): AsyncGenerator<T> {
  let cursor: string | undefined
  let left = limit
  do {
    const page = withQuery(path, { ...query, limit: Math.min(AT_ONCE, left), cursor })
    const { items, next } = await askJson<{ items: T[]; next: string | null }>(ask, { path: page })
    yield* items
    left -= items.length
    // The server's own address may be another than that under which it is asked.
    cursor = (next && new URL(next).searchParams.get('cursor')) || undefined
  } while (cursor !== undefined && left > 0)
}
