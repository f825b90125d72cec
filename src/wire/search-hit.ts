import type { Static } from 'typebox'
import type { SearchHit, SearchResult } from '../searching/word-search.ts'
import type { Utf16Range } from '../text/folded.ts'
import { codePointsIn } from '../text/offsets.ts'
import { markupEscaped } from '../text/xml.ts'
import type { SearchHitListSchema, SearchHitSchema } from './schemas/search.ts'
import type { Urls } from './urls.ts'

/** The wire shape of what a search found. @param next the address of more */
export function searchResultView(
  urls: Urls,
  { hits, corrected, total, facets }: SearchResult,
  next: string | null,
): Static<typeof SearchHitListSchema> {
  return {
    items: hits.map((hit) => searchHitView(urls, hit)),
    next,
    corrected,
    ...(total && { total: total.count, totalIsComplete: total.isComplete }),
    ...(facets && { facets }),
  }
}

/** The wire shape of a paragraph with the words that were searched for. */
function searchHitView(
  urls: Urls,
  { paragraph, number, text, ranges, passage, missing, work, slug, title }: SearchHit,
): Static<typeof SearchHitSchema> {
  const url = urls.paragraph(paragraph)
  const codePoints = codePointsIn(text)
  const place = (utf16: Utf16Range) => ({
    start: codePoints(utf16.start),
    end: codePoints(utf16.end),
    utf16,
  })
  return {
    paragraph,
    number,
    url,
    text,
    ranges: ranges.map(place),
    passage: place(passage),
    html: marked(text, ranges),
    missing,
    work: { id: work, slug, title, url: urls.work(work) },
    citation: `${url}/citation`,
  }
}

function marked(text: string, ranges: readonly Utf16Range[]): string {
  let html = ''
  let at = 0
  for (const { start, end } of ranges) {
    html += `${markupEscaped(text.slice(at, start))}<mark>${markupEscaped(text.slice(start, end))}</mark>`
    at = end
  }
  return html + markupEscaped(text.slice(at))
}
