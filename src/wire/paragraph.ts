import type { Static } from 'typebox'
import type { ParagraphEvent, ParagraphRecord } from '../store/paragraphs.ts'
import type { Link } from './links.ts'
import type { ParagraphSchema, ParagraphWithHistorySchema } from './schemas/paragraph.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a paragraph that was asked for by its id: with what became of it, version by version. */
export function paragraphWithHistory(
  urls: Urls,
  record: ParagraphRecord,
  history: readonly ParagraphEvent[],
): Static<typeof ParagraphWithHistorySchema> {
  return {
    ...paragraphView(urls, record),
    history: history.map(({ version, createdAt, change, number, other }) => ({
      version: { id: version, url: urls.version(record.in.work, version) },
      createdAt,
      change,
      number,
      other: other && urls.paragraph(other),
    })),
  }
}

/** The wire shape of a paragraph. */
export function paragraphView(urls: Urls, record: ParagraphRecord): Static<typeof ParagraphSchema> {
  const url = urls.paragraph(record.id)
  const { work, slug, title, version, newest } = record.in
  return {
    id: record.id,
    number: record.number,
    kind: record.kind,
    text: record.text,
    core: record.core,
    sha256: record.sha256,
    codePoints: record.codePoints,
    url,
    work: { id: work, slug, title, url: urls.work(work) },
    version: { id: version, url: urls.version(work, version) },
    current: newest === 1,
    quote: urls.quote(`${work}.${record.core}`),
    sourceRanges: JSON.parse(record.sourceRanges) as [number, number][],
    citation: `${url}/citation`,
    previous: record.previous && urls.paragraph(record.previous),
    next: record.next && urls.paragraph(record.next),
  }
}

/** Typed links of a paragraph. */
export function paragraphLinks(urls: Urls, record: ParagraphRecord): Link[] {
  const url = urls.paragraph(record.id)
  return [
    { href: urls.permanent.paragraph(record.id), rel: 'cite-as' },
    { href: `${url}/citation`, rel: 'describedby', type: 'application/json' },
    { href: urls.work(record.in.work), rel: 'collection' },
    { href: `${urls.work(record.in.work)}/versions`, rel: 'version-history', type: 'application/json' },
  ]
}
