import { type AskApi, askJson, withQuery } from '../../mcp/api.ts'

/** Things asked for at a time. */
const AT_ONCE = 100

/** A page of a list. */
interface Page<T> {
  items: T[]
  next: string | null
}

/**
 * The things of a list of the API, one after the other, as they are wanted: at most `limit`.
 *
 * @param query its parameters, but for `limit` and `cursor`
 * @param began is told what else the first page says
 */
export async function* itemsOf<T>(
  ask: AskApi,
  path: string,
  {
    query,
    limit,
    began = () => {},
  }: {
    query: Record<string, string | undefined>
    limit: number
    began?: (page: Page<T>) => void
  },
): AsyncGenerator<T> {
  let cursor: string | undefined
  let left = limit
  do {
    const page = withQuery(path, { ...query, limit: Math.min(AT_ONCE, left), cursor })
    const answer = await askJson<Page<T>>(ask, { path: page })
    const { items, next } = answer
    if (cursor === undefined) began(answer)
    yield* items
    left -= items.length
    // The server's own address may be another than that under which it is asked.
    cursor = (next && new URL(next).searchParams.get('cursor')) || undefined
  } while (cursor !== undefined && left > 0)
}
