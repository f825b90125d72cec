import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { preValidationHookHandler } from 'fastify'
import { Type } from 'typebox'
import { emptySearchPage, searchPage, type TypedSearch } from '../../../pages/lists/search-page.ts'
import { workNamed } from '../../../resolving/work.ts'
import type { SearchCursor, SearchResult } from '../../../searching/word-search.ts'
import { FACETS, type Facet, ORDERS } from '../../../searching/words/survey.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import { searchResultView } from '../../../wire/search-hit.ts'
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
  'application/json': ({ urls, found, next }) => json(searchResultView(urls, found, next)),
  'text/html': ({ urls, ...shown }) => searchPage(urls, { ...shown, links: shown.links }),
})

interface HitsResource extends Resource {
  urls: Urls
  found: SearchResult
  next: string | null
  search: TypedSearch
  /** The address of the first page, on the others. */
  first: string | undefined
}

const SearchQuery = closed({
  q: Type.String({
    minLength: 1,
    maxLength: 2000,
    description:
      'Words, in any form; "in quotation marks", just so and one after the other. `OR`, `NOT` or `-`, `AND` or `+`, `NEAR` or `NEAR/5`, and `aband*` for how words begin.',
  }),
  exact: Type.Optional(
    Type.Boolean({ description: 'Only paragraphs that have all the words as they are typed.' }),
  ),
  author: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of a name.' })),
  language: Type.Optional(Type.String({ maxLength: 35, description: 'BCP 47, such as `en`.' })),
  issued: Type.Optional(
    Type.String({ maxLength: 60, description: 'A year or any EDTF date: works whose date overlaps it.' }),
  ),
  work: Type.Optional(
    Type.String({ maxLength: 200, description: 'Id or slug of the only work to look in.' }),
  ),
  sort: Type.Optional(
    Type.Enum([...ORDERS], {
      description:
        'The best first, or by the date of the works. By date, some two thousand texts are sorted.',
    }),
  ),
  total: Type.Optional(Type.Boolean({ description: 'Counts what there is.' })),
  facets: Type.Optional(
    Type.String({
      maxLength: 60,
      pattern: `^(${FACETS.join('|')})(,(${FACETS.join('|')}))*$`,
      description: `Counts by these, with commas between: ${FACETS.map((facet) => `\`${facet}\``).join(', ')}.`,
    }),
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
            'Case, accents and punctuation do not matter, nor do endings, hyphens, British or American spelling, and a word that no text has is taken for the ones that are most like it. Paragraphs with all the words come with those that lack some, where they are few: `missing` tells. The best come first: with the words as they are typed, together and in their order. Of many, the newest two hundred texts are ranked together, then the next. A page may hold fewer hits than asked for: go on while there is a `next`.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, HITS)
        const { q, author, language, issued, limit, cursor } = request.query
        const work = request.query.work && (await workNamed(services, request.query.work)).id
        const { exact, sort, total } = request.query
        // A page tells how much there is, and of what; whoever pages on has read it.
        const isFirstPage = chosen.asked.type === 'text/html' && cursor === undefined
        const facets = isFirstPage ? FACETS : (request.query.facets?.split(',') as Facet[] | undefined)
        const found = await services.of(request).searching.search({
          q,
          limit,
          exact,
          order: sort,
          total,
          facets,
          after: readPlace(cursor),
          filter: { author, language, ...issuedOverlap(issued), ...(work && { work }) },
        })
        const { next } = found
        const search = { q, exact: exact ? 'true' : undefined, author, language, issued, work, sort, limit }
        const counted = { total: total ? 'true' : undefined, facets: request.query.facets }
        const more = next && urls.path('/search', { ...search, ...counted, cursor: printPlace(next) })
        const first = cursor === undefined ? undefined : urls.path('/search', search)
        return represent(request, reply, chosen, {
          urls,
          found,
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
