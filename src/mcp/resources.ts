import { type AskApi, askJson, askText, ToolFailure, withQuery } from './api.ts'
import { RpcError } from './json-rpc.ts'
import { firstAnswered } from './named.ts'

const PAGE = 50

interface Works {
  items: { title: string; url: string }[]
  next: string | null
}

/** The works of the archive, by their addresses: a page of them. */
export async function listedResources(ask: AskApi, { cursor }: Record<string, unknown>): Promise<object> {
  const place = typeof cursor === 'string' ? cursor : undefined
  const { items, next } = await refusing(() =>
    askJson<Works>(ask, { path: withQuery('/works', { limit: PAGE, cursor: place }) }),
  )
  const more = next && new URL(next).searchParams.get('cursor')
  const resources = items.map(({ title, url }) => ({
    uri: url,
    name: title,
    title,
    mimeType: 'text/markdown',
  }))
  return { resources, ...(more && { nextCursor: more }) }
}

/** What else can be read, by the shape of its address. */
export function resourceTemplates(base: string): object {
  return {
    resourceTemplates: [
      { uriTemplate: `${base}/works/{work}`, name: 'work', title: 'A work', mimeType: 'text/markdown' },
      {
        uriTemplate: `${base}/paragraphs/{id}`,
        name: 'paragraph',
        title: 'A paragraph',
        mimeType: 'text/plain',
      },
      { uriTemplate: `${base}/quotes/{id}`, name: 'quote', title: 'A quote', mimeType: 'text/plain' },
    ],
  }
}

/** The text at an address. @throws RpcError when there is none */
export async function readResource(ask: AskApi, { uri }: Record<string, unknown>): Promise<object> {
  if (typeof uri !== 'string')
    throw new RpcError('invalidParams', '"uri" is missing: the address of a work, paragraph or quote.')
  const { answer } = await refusing(() =>
    firstAnswered(uri, ({ path, query }) => {
      const type = path.startsWith('/works/') && !path.includes('/paragraphs/') ? 'md' : 'txt'
      return askText(ask, { path: `${path}.${type}${query}` })
    }),
  )
  return { contents: [{ uri, mimeType: answer.type.split(';')[0], text: answer.body }] }
}

async function refusing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ToolFailure) throw new RpcError('invalidParams', error.message, { kind: error.kind })
    throw error
  }
}
