import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ListedAuthor } from '../../../archive/author-list.ts'
import { authorsPage } from '../../../pages/lists/authors-page.ts'
import { listedAuthorView } from '../../../wire/author.ts'
import { json } from '../../../wire/body.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { printNameCursor, readWordsCursor } from '../../protocol/cursor.ts'
import { type Page, pageOf } from '../../protocol/paging.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** A page of the list of authors. */
const AUTHORS = representations<AuthorsResource>({
  'application/json': ({ urls, page: { items, next } }) =>
    json({ items: items.map((author) => listedAuthorView(urls, author)), next }),
  'text/html': ({ urls, first, links, page: { items, next } }) =>
    authorsPage(urls, { authors: items, next, first, links }),
})

interface AuthorsResource extends Resource {
  urls: Urls
  page: Page<ListedAuthor>
  /** The address of the first page, on the others. */
  first: string | undefined
}

/** The authors of all works. */
export const authorsRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/authors',
      {
        // After a change the authors of all works are gathered.
        config: { queue: 'composing' },
        schema: operation('listAuthors', 'List the authors of the works', {
          query: closed({ limit: Limit(100), cursor: Cursor, format: AUTHORS.format }),
          answer: 'AuthorList',
          representations: AUTHORS,
          tag: 'Works',
          description:
            'By their names, with the number of their works, page by page. Names that differ only in case, accents and punctuation are one.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, AUTHORS)
        const { limit, cursor } = request.query
        const authors = await archive.authors.after(readWordsCursor('authors', cursor), limit + 1)
        const page = pageOf(authors, limit, ({ key }) =>
          urls.path('/authors', { limit, cursor: printNameCursor('authors', key) }),
        )
        const first = cursor === undefined ? undefined : urls.path('/authors', { limit })
        return represent(request, reply, chosen, { urls, page, first, links: page.links })
      },
    )
  }
