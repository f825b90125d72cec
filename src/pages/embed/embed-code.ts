import type { Citation } from '../../citing/citer.ts'
import type { Citable } from '../../wire/cited.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../words/words.ts'
import { embedSize, type LargestFrame } from './embed-size.ts'

/** A paragraph or a quote to be shown in somebody else's page. */
export interface Embedded {
  citable: Citable
  citation: Citation
}

/** The paragraphs of its words. */
export function embeddedWords({ citable }: Embedded): string[] {
  return (citable.passage?.exact ?? '').split(/\n+/)
}

/** A frame with the page of a passage for others' pages, and its size in pixels. */
export function embedFrame(embedded: Embedded, largest: LargestFrame = {}) {
  const { citable, citation } = embedded
  const size = embedSize([...embeddedWords(embedded), citation.bibliography.text, citable.url], largest)
  const title = WORDS.embed.title(citable.work.metadata.title)
  const frame = html`<iframe src="${embedAddress(citable)}" title="${title}" width="100%" height="${size.height}" style="border:0;max-width:${size.width}px" loading="lazy"></iframe>`
  return { ...size, html: frame }
}

/** The words with their source, for pages that show no frames. */
export function embedQuotation(embedded: Embedded): Html {
  const { citable, citation } = embedded
  const { language } = citable.work.metadata
  return html`<blockquote cite="${citable.url}"${language && html` lang="${language}"`}>${embeddedWords(
    embedded,
  ).map(
    (words) => html`<p>${words}</p>`,
  )}<footer>${citation.bibliography.text} <a href="${citable.url}">${citable.url}</a></footer></blockquote>`
}

/** Where the page for others' pages is. */
function embedAddress({ address }: Citable): string {
  const [path, query] = address.split('?')
  return `${path}/embed${query === undefined ? '' : `?${query}`}`
}
