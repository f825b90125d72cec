import type { Static } from 'typebox'
import { markupEscaped } from '../citing/exports/xml.ts'
import type { SearchHit } from '../searching/word-search.ts'
import type { Utf16Range } from '../text/folded.ts'
import { toCodePoints } from '../text/offsets.ts'
import type { SearchHitSchema } from './schemas/verification.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a paragraph with the words that were searched for. */
export function searchHitView(
  urls: Urls,
  { paragraph, number, text, ranges, work, slug, title }: SearchHit,
): Static<typeof SearchHitSchema> {
  const url = urls.paragraph(paragraph)
  return {
    paragraph,
    number,
    url,
    text,
    ranges: ranges.map((utf16) => ({
      start: toCodePoints(text, utf16.start),
      end: toCodePoints(text, utf16.end),
      utf16,
    })),
    html: marked(text, ranges),
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
