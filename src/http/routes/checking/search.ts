import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { preValidationHookHandler } from 'fastify'
import { Type } from 'typebox'
import { emptySearchPage, searchPage, type TypedSearch } from '../../../pages/lists/search-page.ts'
import { workNamed } from '../../../resolving/work.ts'
import type { SearchCursor, SearchHit } from '../../../searching/word-search.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import { searchHitView } from '../../../wire/search-hit.ts'
import type { Urls } from '../../../wire/urls.ts'
import { printNameCursor, readNameCursor } from '../../protocol/cursor.ts'
import { withoutEmptyFields } from '../../protocol/form-fields.ts'
import { prefersPage } from '../../protocol/negotiation.ts'
import { nextLinks } from '../../protocol/paging.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { issuedOverlap } from '../issued.ts'
import { operation } from '../operation.ts'

/** Some paragraphs with the words that were searched for. */
const HITS = representations<HitsResource>({
  'application/json': ({ urls, hits, next }) =>
    json({ items: hits.map((hit) => searchHitView(urls, hit)), next }),
  'text/html': ({ urls, ...shown }) => searchPage(urls, { ...shown, links: shown.links }),
})

interface HitsResource extends Resource {
  urls: Urls
  hits: readonly SearchHit[]
  next: string | null
  search: TypedSearch
  /** The address of the first page, on the others. */
  first: string | undefined
}

const SearchQuery = closed({
  q: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'Words that all must stand in a paragraph; "in quotation marks", one after the other.',
  }),
  author: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of a name.' })),
  language: Type.Optional(Type.String({ maxLength: 35, description: 'BCP 47, such as `en`.' })),
  issued: Type.Optional(
    Type.String({ maxLength: 60, description: 'A year or any EDTF date: works whose date overlaps it.' }),
  ),
  work: Type.Optional(
    Type.String({ maxLength: 200, description: 'Id or slug of the only work to look in.' }),
  ),
  limit: Limit(25),
  cursor: Cursor,
  format: HITS.format,
})

/** Searching for words. */
export const searchRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = services

    app.get(
      '/search',
      {
        preValidation: [withoutEmptyFields, formForNoWords(urls)],
        schema: operation('search', 'Search the paragraphs of all works for words', {
          query: SearchQuery,
          answer: 'SearchHitList',
          representations: HITS,
          tag: 'Searching',
          description:
            'Case, accents and punctuation do not matter; nothing is an operator. The newest texts are looked through first, a hundred at a time, and the best of each hundred come first. A page may hold fewer hits than asked for: go on while there is a `next`.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, HITS)
        const { q, author, language, issued, limit, cursor } = request.query
        const work = request.query.work && (await workNamed(services, request.query.work)).id
        const { hits, next } = await services.of(request).searching.search({
          q,
          limit,
          after: readPlace(cursor),
          filter: { author, language, ...issuedOverlap(issued), ...(work && { work }) },
        })
        const search = { q, author, language, issued, work, limit }
        const more = next && urls.path('/search', { ...search, cursor: printPlace(next) })
        const first = cursor === undefined ? undefined : urls.path('/search', search)
        return represent(request, reply, chosen, {
          urls,
          hits,
          next: more,
          search,
          first,
          links: nextLinks(more),
        })
      },
    )
  }

/** Gives the form to who comes with a browser and no words; whoever asks for JSON is told that they are missing. */
function formForNoWords(urls: Urls): preValidationHookHandler {
  return (request, reply, done) => {
    const query = request.query as Record<string, unknown>
    if (!prefersPage(request) || query['q'] !== undefined) return done()
    const typed = Object.entries(query).filter(([, value]) => typeof value === 'string')
    send(request, reply, { ...emptySearchPage(urls, Object.fromEntries(typed)), cache: 'newest' })
  }
}

function printPlace({ below, given }: SearchCursor): string {
  return printNameCursor('search', `${below}.${given}`)
}

/** @throws Problem `invalid_cursor` */
function readPlace(cursor: string | undefined): SearchCursor | undefined {
  const name = readNameCursor('search', cursor)
  if (name === '') return undefined
  const [, below, given] = /^(\d{1,16})\.(\d{1,9})$/.exec(name) ?? []
  if (below !== undefined && given !== undefined && Number.isSafeInteger(Number(below)))
    return { below: Number(below), given: Number(given) }
  throw new Problem(
    'invalid_cursor',
    'The cursor is not one of a search. Take it from the "next" of an answer.',
  )
}
