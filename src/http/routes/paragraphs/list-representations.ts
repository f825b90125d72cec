import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { plain, printedJson } from '../../../wire/body.ts'
import { type ParagraphField, paragraphItemPrinter, printPlace } from '../../../wire/paragraph.ts'
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
  query: { to?: number; limit: number; format?: string; fields?: string }
  /** The members that are wanted of each; all when undefined. */
  fields: readonly ParagraphField[] | undefined
}

/** Some paragraphs of a text: a page of them, or all in one stream. */
export const PARAGRAPHS = representations<ParagraphsResource>({
  'application/json': async (resource) => {
    const { items, next, links } = await pageFrom(resource)
    const { services, work } = resource
    const card = await services.archive.reads.paragraphs.card(work.version.no)
    const place = printPlace(services.urls, card)
    const printed = items.map(itemPrinter(resource))
    return {
      ...printedJson(`{${place},"items":[${printed.join(',')}],"next":${JSON.stringify(next)}}`),
      links,
    }
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
  const { to: last, limit, format, fields } = query
  const rows = await archive.reads.paragraphs.page(work.version.no, { after, to, limit: limit + 1 })
  const page = pageOf(rows, limit, ({ number }) => {
    const cursor = printCursor('paragraphs', number)
    return urls.path(`${path}/paragraphs`, { to: last, limit, cursor, format, fields })
  })
  return { ...page, links: [{ href: urls.path(path), rel: 'collection' }, ...page.links] }
}

function itemPrinter({ services, fields }: ParagraphsResource): (record: ParagraphRecord) => string {
  return paragraphItemPrinter(services.urls, fields)
}

async function* streamedLines(resource: ParagraphsResource): AsyncGenerator<string[]> {
  const { services, work, after, to } = resource
  const { archive } = services
  const print = itemPrinter(resource)
  const { no, paragraphCount } = work.version
  const end = Math.min(to, paragraphCount)
  for (let last = after; last < end; ) {
    const page = await archive.reads.paragraphs.page(no, { after: last, to: end, limit: STREAMED_PAGE })
    if (page.length === 0) throw new Problem('withdrawn', 'This text was erased while it was sent.')
    yield page.map(print)
    last = page.at(-1)!.number
  }
}
