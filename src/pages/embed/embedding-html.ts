import { copied } from '../copied.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../words/words.ts'
import { type Embedded, embedFrame, embedQuotation } from './embed-code.ts'

/** What to copy into a page of one's own. */
export function embeddingHtml(embedded: Embedded): Html {
  const ways: [id: string, name: string, code: Html][] = [
    ['embed-quotation', WORDS.embed.quotation, embedQuotation(embedded)],
    ['embed-frame', WORDS.embed.frame, embedFrame(embedded).html],
  ]
  return html`<section aria-labelledby="embed-heading"><h2 id="embed-heading">${WORDS.quote.embed}</h2>
${ways.map(([id, name, code]) => html`<h3>${name}</h3><div>${copied(id, code.text, 'pre')}</div>`)}</section>`
}
