import type { ParagraphRecord } from '../../store/paragraphs.ts'
import type { Link } from '../links.ts'
import type { Urls } from '../urls.ts'

/** The wire shape of a paragraph. */
export function paragraphView(urls: Urls, record: ParagraphRecord) {
  const url = urls.paragraph(record.id)
  return {
    id: record.id,
    number: record.number,
    kind: record.kind,
    text: record.text,
    core: record.core,
    sha256: record.sha256,
    codePoints: record.codePoints,
    url,
    work: { id: record.work, slug: record.slug, title: record.title, url: urls.work(record.work) },
    version: { id: record.version, url: urls.version(record.work, record.version) },
    quote: urls.quote(`${record.work}.${record.core}`),
    sourceRanges: JSON.parse(record.sourceRanges) as [number, number][],
    citation: `${url}/citation`,
    previous: record.previous && urls.paragraph(record.previous),
    next: record.next && urls.paragraph(record.next),
  }
}

/** Typed links of a paragraph. */
export function paragraphLinks(urls: Urls, record: ParagraphRecord): Link[] {
  const url = urls.paragraph(record.id)
  const links: Link[] = [
    { href: url, rel: 'cite-as' },
    { href: `${url}/citation`, rel: 'describedby', type: 'application/json' },
    { href: urls.work(record.work), rel: 'collection' },
  ]
  if (record.previous) links.push({ href: urls.paragraph(record.previous), rel: 'prev' })
  if (record.next) links.push({ href: urls.paragraph(record.next), rel: 'next' })
  return links
}
