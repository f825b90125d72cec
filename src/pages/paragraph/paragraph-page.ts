import { locatorsAt } from '../../numbering/numbering.ts'
import type { ParagraphEvent, ParagraphRecord } from '../../store/paragraphs.ts'
import type { WorkRecord } from '../../store/works.ts'
import { toCodePoints } from '../../text/offsets.ts'
import { sentencePieces } from '../../text/sentences.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { citationsHtml } from '../citing/citations-html.ts'
import type { Citations } from '../citing/gathered.ts'
import { copied } from '../copied.ts'
import { machineBody, machineHead } from '../head/machine-head.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { dayOf } from '../moment.ts'
import { page } from '../page.ts'
import { places } from '../places.ts'
import { byline } from '../reading/work-page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.paragraph
/** Characters of a sentence that a choice shows. */
const MOST_SHOWN = 80

/** A paragraph with what a page shows around it. */
export interface ShownParagraph {
  work: WorkRecord
  record: ParagraphRecord
  history: readonly ParagraphEvent[]
  citations: Citations
  links: readonly Link[] | undefined
}

/** The page of a paragraph: its words, quoting from it, citing it, what became of it. */
export function paragraphPage(urls: Urls, { work, record, history, citations, links }: ShownParagraph) {
  const { title, language } = work.metadata
  const { version, newest } = record.in
  const text = here(newest ? urls.work(work.id) : urls.version(work.id, version))
  return page(urls, {
    title: W.title(record.number, title),
    links,
    head: machineHead(urls, citations.citable, {
      title: W.title(record.number, title),
      words: record.text,
    }),
    main: html`<p class="breadcrumbs"><a href="${text}" dir="auto">${title}</a></p>
<h1>${W.heading(record.number)}</h1>
<figure>
<blockquote${language && html` lang="${language}"`}><p dir="auto" data-place="${record.id}">${record.text}</p></blockquote>
<figcaption>${byline(work)}${places(locatorsAt(record.in.numberings, [record.number]))} · <a href="${text}#${record.id}">${W.read}</a></figcaption>
</figure>
<div class="quote-bar" role="region" aria-label="${WORDS.reading.selected}" data-to="${text}/quote" hidden><a href="${text}/quote">${WORDS.reading.quoteSelection}</a></div>
${!newest && html`<p class="panel">${W.older}</p>`}
${neighbours(urls, record)}
${quoting(text, record)}
${citationsHtml(urls, citations)}
${events(urls, history)}
<dl><dt>${W.digest}</dt><dd>${copied('digest', record.sha256, 'code')}</dd></dl>
${machineBody(urls, citations.citable)}`,
  })
}

function neighbours(urls: Urls, { previous, next }: ParagraphRecord): Html {
  const link = (id: string | null, rel: string, words: string) =>
    id && html`<a class="button" rel="${rel}" href="${here(urls.paragraph(id))}">${words}</a>`
  return html`<nav class="actions" aria-label="${W.read}">${link(previous, 'prev', W.previous)}${link(next, 'next', W.next)}</nav>`
}

/** Choosing sentences, which needs no script. */
function quoting(text: string, { id, text: words, codePoints }: ParagraphRecord): Html {
  const pieces = sentencePieces(words).map(({ start, end }) => ({
    from: `${id}:${toCodePoints(words, start)}`,
    to: `${id}:${toCodePoints(words, end)}`,
    words: shortened(words.slice(start, end)),
  }))
  const whole = new URLSearchParams({ from: `${id}:0`, to: `${id}:${codePoints}` })
  return html`<section aria-labelledby="quote-heading">
<h2 id="quote-heading">${W.quoting}</h2>
${
  pieces.length > 1 &&
  html`<form class="stacked" action="${text}/quote">
<label>${W.from} <select name="from">${pieces.map(({ from, words }) => html`<option value="${from}">${words}</option>`)}</select></label>
<label>${W.to} <select name="to">${pieces.map(({ to, words }) => html`<option value="${to}">${words}</option>`)}</select></label>
<div><button>${W.quote}</button></div>
</form>`
}
<p><a href="${text}/quote?${whole.toString()}">${W.whole}</a></p>
</section>`
}

function shortened(words: string): string {
  const points = [...words]
  return points.length > MOST_SHOWN ? `${points.slice(0, MOST_SHOWN).join('')}…` : words
}

/** Versions that left it alone are not told. */
function events(urls: Urls, history: readonly ParagraphEvent[]): Value {
  if (history.length === 0) return null
  return html`<section aria-labelledby="history-heading"><h2 id="history-heading">${W.history}</h2>
<ul>${history.map(
    ({ createdAt, change, other }) => html`<li>${dayOf(createdAt)}: ${
      other ? html`<a href="${here(urls.paragraph(other))}">${W.changes[change]}</a>` : W.changes[change]
    }</li>
`,
  )}</ul></section>`
}
