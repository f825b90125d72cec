import type { ReadingBlock, Span } from '../../matching/reading-text.ts'
import type { ResolvedQuote } from '../../quoting/quote-resolver.ts'
import { textFragment } from '../../quoting/selectors/text-directive.ts'
import type { WorkRecord } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import { quoteAddress } from '../../wire/quote.ts'
import type { Urls } from '../../wire/urls.ts'
import { citationsHtml } from '../citing/citations-html.ts'
import type { Citations } from '../citing/gathered.ts'
import { copied } from '../copied.ts'
import { wordEdits } from '../diff/word-edits.ts'
import { embeddingHtml } from '../embed/embedding-html.ts'
import { machineBody, machineHead } from '../head/machine-head.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { page } from '../page.ts'
import { places } from '../places.ts'
import { blockId } from '../reading/blocks-html.ts'
import { byline } from '../reading/work-page.ts'
import { WORDS } from '../words/words.ts'
import { quoteStanding } from './standing.ts'

const W = WORDS.quote

/** UTF-16 units of a block that are shown before and after the words. */
const MOST_AROUND = 1200
const LONGEST_WORD = 60

/** A quote with what a page shows around it. */
export interface ShownQuote {
  work: WorkRecord
  quote: ResolvedQuote
  /** The blocks in which it stands, of the version where it stands. */
  blocks: readonly ReadingBlock[]
  citations: Citations
  links: readonly Link[] | undefined
}

/** The page of a quotation: the words where they stand, what became of them, how to cite, check and share them. */
export function quotePage(urls: Urls, shown: ShownQuote) {
  const { work, citations, links } = shown
  return page(urls, {
    title: W.title(work.metadata.title),
    links,
    head: machineHead(urls, citations.citable, {
      title: W.title(work.metadata.title),
      words: shown.quote.exact,
    }),
    main: html`${whereFrom(urls, shown)}
<h1>${W.heading}</h1>
${inContext(urls, shown)}
${standing(urls, shown)}
${citationsHtml(urls, citations)}
${checking(urls, shown)}
${sharing(shown)}
${embeddingHtml({ citable: citations.citable, citation: citations.citations[0]! })}
${machineBody(urls, citations.citable)}`,
  })
}

function whereFrom(urls: Urls, { work, quote }: ShownQuote): Html {
  return html`<p class="breadcrumbs"><a href="${inText(urls, work, quote)}" dir="auto">${work.metadata.title}</a>${placeOf(quote.spans)}</p>`
}

function placeOf(spans: readonly Span[]): Value {
  const numbers = spans.map(({ number }) => number).filter((number) => number !== null)
  if (numbers.length === 0) return null
  const [first, last] = [numbers[0]!, numbers.at(-1)!]
  return `, ${W.place(last > first ? `${first}–${last}` : `${first}`)}`
}

/** Where the words are read: in the text of the version in which they stand. */
function inText(urls: Urls, work: WorkRecord, { version, spans }: ResolvedQuote): string {
  const text = version.id === work.version.id ? urls.work(work.id) : urls.version(work.id, version.id)
  const { block, paragraph } = spans[0]!
  return `${here(text)}#${blockId({ ordinal: block, paragraph })}`
}

function inContext(urls: Urls, { work, quote, blocks }: ShownQuote): Html {
  const { language } = work.metadata
  return html`<figure>
<blockquote cite="${urls.permanent.work(work.id)}"${language && html` lang="${language}"`}>${blocks.map(
    (block) => html`<p dir="auto">${marked(block, quote.spans)}</p>
`,
  )}</blockquote>
<figcaption>${byline(work)}${places(quote.locators)} · <a href="${inText(urls, work, quote)}">${W.read}</a></figcaption>
</figure>`
}

/** A block with the quoted words marked; of a long one what stands around them. */
function marked({ ordinal, text }: ReadingBlock, spans: readonly Span[]): Value[] {
  const here = spans.filter(({ block }) => block === ordinal)
  const from = wordStart(text, (here[0]?.utf16.start ?? 0) - MOST_AROUND)
  const to = wordStart(text, (here.at(-1)?.utf16.end ?? 0) + MOST_AROUND)
  const parts: Value[] = [from > 0 && '… ']
  let at = from
  for (const { utf16 } of here) {
    parts.push(text.slice(at, utf16.start), html`<mark>${text.slice(utf16.start, utf16.end)}</mark>`)
    at = utf16.end
  }
  return [...parts, text.slice(at, to), to < text.length && ' …']
}

/** Where a word begins, at this place or soon before it. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return at - space < LONGEST_WORD ? space + 1 : at
}

function standing(urls: Urls, { work, quote }: ShownQuote): Html {
  const { instead } = quote.standing
  const { standing, stands } = quoteStanding(work, quote)
  return html`<div class="panel">
<p class="${stands ? 'good' : 'bad'}"><strong>${standing}</strong></p>
${quote.occurrences > 1 && html`<p>${W.occurrence(quote.occurrence, quote.occurrences)}</p>`}
${instead && html`<h2>${W.difference}</h2><p>${wordEdits(instead.diff)}</p>${instead.meaningRisk && html`<p class="bad">${W.risk}</p>`}`}
${quote.successor && html`<p><a href="${here(quoteAddress(urls, quote.successor))}">${W.instead}</a></p>`}
</div>`
}

function checking(urls: Urls, { work, quote }: ShownQuote): Html {
  const proof = here(`${urls.quote(quote.id)}/proof`) + (quote.registered ? '' : `?at=${quote.hint}`)
  const version = here(urls.version(work.id, quote.version.id))
  return html`<section aria-labelledby="check-heading">
<h2 id="check-heading">${W.check}</h2>
<p>${quote.registered ? W.registered : W.hinted}</p>
<dl>
<dt>${W.digest}</dt><dd>${copied('digest', quote.sha256, 'code')}</dd>
<dt>${W.sourceBytes}</dt><dd>${quote.sourceRanges.map(([start, end], at) => [at > 0 && ', ', `${start}–${end}`])} · <a href="${version}/source">${W.source}</a> · <a href="${version}/provenance">${WORDS.reading.provenance}</a></dd>
${quote.swhids.length > 0 && html`<dt>${W.swhid}</dt>${quote.swhids.map((swhid) => html`<dd><code>${swhid}</code></dd>`)}`}
</dl>
<p><a href="${proof}">${W.proof}</a>. ${W.proofHow} <code>colophon prove ${quote.id}.tlog-proof --key …</code></p>
</section>`
}

function sharing({ work, quote }: ShownQuote): Value {
  const fragment = textFragment(work.metadata.url, quote.textDirective)
  if (fragment === null) return null
  return html`<section aria-labelledby="share-heading"><h2 id="share-heading">${W.share}</h2>
<p><a href="${fragment}" rel="external">${W.fragment}</a></p></section>`
}
