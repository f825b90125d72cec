import type { NumberedRun } from '../../../numbering/numbering.ts'
import type { ParagraphRange, ParagraphRecord } from '../../../store/paragraphs.ts'
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
  /** The numbers that are asked for, from one to another, in their order. */
  runs: readonly Pick<NumberedRun, 'from' | 'to'>[]
  query: { to?: number; locator?: string; limit: number; format?: string; fields?: string }
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
      ...printedJson(`{${place},"items":[${printed.join(',')}],"next":${JSON.stringify(next)}}\n`),
      links,
    }
  },
  'text/plain': async (resource) => {
    const { items, links } = await pageFrom(resource)
    return { ...plain(items.map(({ text }) => text).join('\n\n')), links }
  },
  [NDJSON]: (resource) => ({ pages: () => streamedLines(resource) }),
})

async function pageFrom(resource: ParagraphsResource): Promise<Page<ParagraphRecord>> {
  const { services, path, query } = resource
  const { urls } = services
  const { to, locator, limit, format, fields } = query
  const rows: ParagraphRecord[] = []
  for (const range of rangesOf(resource)) {
    if (rows.length > limit) break
    rows.push(...(await read(resource, { ...range, limit: limit + 1 - rows.length })))
  }
  const page = pageOf(rows, limit, ({ number }) => {
    const cursor = printCursor('paragraphs', number)
    return urls.path(`${path}/paragraphs`, { to, locator, limit, cursor, format, fields })
  })
  return { ...page, links: [{ href: urls.path(path), rel: 'collection' }, ...page.links] }
}

/** The runs that are still to be read, each after a number and up to another. */
function rangesOf({ runs, after }: ParagraphsResource) {
  return runs.flatMap(({ from, to }) => (to > after ? [{ after: Math.max(after, from - 1), to }] : []))
}

function read({ services, work }: ParagraphsResource, range: ParagraphRange): Promise<ParagraphRecord[]> {
  return services.archive.reads.paragraphs.page(work.version.no, range)
}

function itemPrinter({ services, fields }: ParagraphsResource): (record: ParagraphRecord) => string {
  return paragraphItemPrinter(services.urls, fields)
}

async function* streamedLines(resource: ParagraphsResource): AsyncGenerator<string[]> {
  const print = itemPrinter(resource)
  for (const { after, to } of rangesOf(resource)) {
    const end = Math.min(to, resource.work.version.paragraphCount)
    for (let last = after; last < end; ) {
      const page = await read(resource, { after: last, to: end, limit: STREAMED_PAGE })
      if (page.length === 0) throw new Problem('withdrawn', 'This text was erased while it was sent.')
      yield page.map(print)
      last = page.at(-1)!.number
    }
  }
}
