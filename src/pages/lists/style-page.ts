import type { Citation } from '../../citing/citer.ts'
import type { Style } from '../../citing/styles/style.ts'
import type { WorkRecord } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import { styleView } from '../../wire/style.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { type Html, html, trusted, type Value } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.styles

/** A work of the archive, cited in a style. */
export interface Sample {
  work: WorkRecord
  citation: Citation
}

interface ShownStyle {
  style: Style
  /** Undefined while the archive has no work. */
  sample: Sample | undefined
  links: readonly Link[] | undefined
}

/** The page of a citation style, with a work of the archive cited in it. */
export function stylePage(urls: Urls, { style, sample, links }: ShownStyle) {
  const { id, title, category, locale, source, updated, rules, aliases } = styleView(urls, style)
  const other = rules !== id && rules
  return page(urls, {
    title,
    links,
    main: html`<p class="breadcrumbs"><a href="${here(urls.path('/styles'))}">${W.title}</a></p>
<h1>${title}</h1>
<dl>
<dt>${W.id}</dt><dd><code>${id}</code></dd>
<dt>${W.category}</dt><dd>${W.categories[category]}</dd>
<dt>${W.language}</dt><dd>${locale ?? W.any}</dd>
<dt>${W.source}</dt><dd>${W.sources[source]}</dd>
${updated && html`<dt>${W.updated}</dt><dd>${updated}</dd>`}
${other && html`<dt>${W.rules}</dt><dd><a href="${here(urls.path(`/styles/${other}`))}">${other}</a></dd>`}
${aliases.length > 0 && html`<dt>${W.aliases}</dt><dd>${WORDS.common.list(aliases)}</dd>`}
</dl>
${sample && sampleHtml(urls, id, sample)}`,
  })
}

function sampleHtml(urls: Urls, style: string, { work, citation }: Sample): Html {
  const { bibliography, note, inText } = citation
  const address = `${here(urls.work(work.id))}/cite?${new URLSearchParams({ style })}`
  return html`<h2>${W.sample}</h2>
<dl>
<dt>${W.entry}</dt><dd>${printed(bibliography)}</dd>
<dt>${note ? W.note : W.inText}</dt><dd>${printed(note ?? inText)}</dd>
</dl>
<p><a href="${address}">${W.use}</a></p>`
}

function printed({ text, html: written }: { text: string; html: string }): Value {
  return text === '' ? W.nothing : html`<span dir="auto">${trusted(written)}</span>`
}
