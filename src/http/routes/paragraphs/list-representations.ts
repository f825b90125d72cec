import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { json, plain } from '../../../wire/body.ts'
import { paragraphView } from '../../../wire/paragraph.ts'
import { Problem } from '../../../wire/problems.ts'
import { printCursor } from '../../protocol/cursor.ts'
import { NDJSON } from '../../protocol/ndjson.ts'
import { type Page, pageOf } from '../../protocol/paging.ts'
import { type Resource, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'

/** Paragraphs read from the store while others are sent on, so that memory stays flat. */
const STREAMED_PAGE = 200

/** Paragraphs of a text, by their numbers. */
export interface ParagraphsResource extends Resource {
  services: RouteContext
  work: WorkRecord
  /** Path of the text. */
  path: string
  /** Number of the paragraph before the first one. */
  after: number
  /** Number of the last one. */
  to: number
  query: { to?: number; limit: number; format?: string }
}

/** Some paragraphs of a text: a page of them, or all in one stream. */
export const PARAGRAPHS = representations<ParagraphsResource>({
  'application/json': async (resource) => {
    const { items, next, links } = await pageFrom(resource)
    const views = items.map((record) => paragraphView(resource.services.urls, record))
    return { ...json({ items: views, next }), links }
  },
  'text/plain': async (resource) => {
    const { items, links } = await pageFrom(resource)
    return { ...plain(items.map(({ text }) => text).join('\n\n')), links }
  },
  [NDJSON]: (resource) => ({ pages: () => streamedLines(resource) }),
})

async function pageFrom({
  services,
  work,
  path,
  after,
  to,
  query,
}: ParagraphsResource): Promise<Page<ParagraphRecord>> {
  const { archive, urls } = services
  const { limit, format } = query
  const rows = await archive.reads.paragraphs.page(work.version.no, { after, to, limit: limit + 1 })
  const page = pageOf(rows, limit, ({ number }) => {
    const cursor = printCursor('paragraphs', number)
    return urls.path(`${path}/paragraphs`, { to: query.to, limit, cursor, format })
  })
  return { ...page, links: [{ href: urls.path(path), rel: 'collection' }, ...page.links] }
}

async function* streamedLines({ services, work, after, to }: ParagraphsResource): AsyncGenerator<string[]> {
  const { archive, urls } = services
  const { no, paragraphCount } = work.version
  const end = Math.min(to, paragraphCount)
  for (let last = after; last < end; ) {
    const page = await archive.reads.paragraphs.page(no, { after: last, to: end, limit: STREAMED_PAGE })
    if (page.length === 0) throw new Problem('withdrawn', 'This text was erased while it was sent.')
    yield page.map((record) => JSON.stringify(paragraphView(urls, record)))
    last = page.at(-1)!.number
  }
}
