import { joinBytes } from '../../bounds/long-bytes.ts'
import { printName } from '../../loading/metadata/print-name.ts'
import { followed } from '../../markup/link-target.ts'
import type { MarkedText } from '../../markup/marked-text.ts'
import type { VersionBlock } from '../../store/versions.ts'
import type { WorkRecord } from '../../store/works.ts'
import { citableWork } from '../../wire/cited.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { machineBody, machineHead } from '../head/machine-head.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { joined } from '../joined.ts'
import { day } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { blockId, blocksHtml } from './blocks-html.ts'

const W = WORDS.reading
const MANY_HEADINGS = 3

/** A text of a work: its newest, or that of a version. */
export interface ReadWork {
  work: WorkRecord
  text: MarkedText
  /** Whether the work has no newer one. */
  newest: boolean
  links: readonly Link[] | undefined
}

/** Where the text goes into its page: no text that is shown has this character. */
const TEXT = '\0'

/** The page on which a text is read. A long one is written in parts, between which others have their turn. */
export async function workPage(urls: Urls, read: ReadWork) {
  const written = await blocksHtml(urls, read.text)
  const around = pageAround(urls, read)
  const [before = '', after = ''] = around.body.split(TEXT)
  return { ...around, body: await joinBytes([Buffer.from(before), ...written, Buffer.from(after)]) }
}

function pageAround(urls: Urls, { work, text, newest, links }: ReadWork) {
  const { metadata, version } = work
  const cited = citableWork(urls, work)
  const address = newest ? urls.work(work.id) : urls.version(work.id, version.id)
  return page(urls, {
    title: metadata.title,
    links,
    head: machineHead(urls, cited, { title: metadata.title, words: firstWords(text.blocks) }),
    main: html`<article${metadata.language && html` lang="${metadata.language}"`}>
${head(urls, { work, newest, address })}
${contents(text.blocks)}
<div class="text">
${text.blocks.length === 0 && html`<p>${W.empty}</p>`}${TEXT}</div>
<p class="printed" lang="${WORDS.common.language}">${W.printed(urls.permanent.work(work.id), work.source.sha256)}</p>
</article>
${machineBody(urls, cited)}
<div class="quote-bar" role="region" aria-label="${W.selected}" data-to="${here(address)}/quote" hidden><a href="${here(address)}/quote">${W.quoteSelection}</a></div>`,
  })
}

function firstWords(blocks: readonly VersionBlock[]): string {
  return blocks.find(({ paragraph }) => paragraph !== null)?.text ?? ''
}

function head(
  urls: Urls,
  { work, newest, address }: { work: WorkRecord; newest: boolean; address: string },
): Html {
  const { metadata, version } = work
  const at = here(address)
  return html`<header>
<h1 dir="auto">${metadata.title}</h1>
<p class="byline">${byline(work)}</p>
<div lang="${WORDS.common.language}">
<p class="faint">${facts(work)}</p>
${!newest && html`<p class="panel">${W.older(day(version.createdAt))} <a href="${here(urls.work(work.id))}">${W.toNewest}</a></p>`}
<nav class="actions" aria-label="${metadata.title}"><a class="button" href="${at}/cite">${W.cite}</a><a class="button" href="${here(urls.work(work.id))}/versions">${W.history}</a><a class="button" href="${at}/provenance">${W.provenance}</a></nav>
</div>
</header>`
}

/** Who wrote it, and when and where it was published. */
export function byline({ metadata }: Pick<WorkRecord, 'metadata'>): Html {
  const { authors, issued, containerTitle } = metadata
  const by = authors.length > 0 ? WORDS.common.list(authors.map(printName)) : WORDS.common.unknownAuthor
  const parts: Value[] = [
    html`<span dir="auto">${by}</span>`,
    issued && date(issued),
    containerTitle && html`<cite dir="auto">${containerTitle}</cite>`,
  ]
  return html`${joined(parts)}`
}

function date({ edtf, raw }: { edtf: string | null; raw: string }): Html {
  return edtf !== null && /^\d{4}(?:-\d\d){0,2}$/.test(edtf)
    ? html`<time datetime="${edtf}">${raw}</time>`
    : html`<span dir="auto">${raw}</span>`
}

function facts({ metadata, version }: WorkRecord): Value {
  const source = followed(metadata.url ?? undefined)
  const license = followed(metadata.license ?? undefined)
  const parts: Value[] = [
    W.paragraphs(version.paragraphCount),
    W.words(version.wordCount),
    W.recorded(day(version.createdAt)),
    version.repairCount > 0 && W.repairs(version.repairCount),
    version.unresolvedCount > 0 && W.unresolved(version.unresolvedCount),
    source && html`<a href="${source}" rel="external">${W.source}</a>`,
    license ? html`<a href="${license}" rel="license">${W.license}</a>` : metadata.license,
  ]
  return joined(parts)
}

function contents(blocks: readonly VersionBlock[]): Value {
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  if (headings.length < MANY_HEADINGS) return null
  return html`<details class="contents"><summary lang="${WORDS.common.language}">${W.contents}</summary>
<ol>${headings.map(
    (heading) => html`<li><a href="#${blockId(heading)}">${heading.text}</a></li>
`,
  )}</ol></details>`
}
