import type { Citation } from '../../citing/citer.ts'
import { EXPORT_FORMATS } from '../../citing/exports/index.ts'
import { type ExportType, extensionOf } from '../../wire/media-types.ts'
import type { Urls } from '../../wire/urls.ts'
import { copied } from '../copied.ts'
import { here } from '../here.ts'
import { type Html, html, trusted, type Value } from '../html.ts'
import { WORDS } from '../words/words.ts'
import type { Citations } from './gathered.ts'
import { citationMarkdown } from './markdown.ts'

const W = WORDS.citing

/** Citations in several styles and as files, each with a button to copy it. */
export function citationsHtml(urls: Urls, { citable, citations, chosen, files }: Citations): Html {
  const [path = '', query = ''] = here(citable.address).split('?')
  const at = new URLSearchParams(query).get('at')
  return html`<section id="cite" aria-labelledby="cite-heading">
<h2 id="cite-heading">${W.heading}</h2>
<p>${W.address}: ${copied('address', citable.url, 'code')}</p>
${citationHtml(citations[0]!)}
${citations.slice(1).map(
  (citation) => html`<details><summary>${citation.style.title}</summary>${citationHtml(citation)}</details>
`,
)}<form action="#cite">${at && html`<input type="hidden" name="at" value="${at}">`}<label>${W.style} <input name="style" value="${chosen ?? citations[0]!.style.id}" maxlength="200" required></label><button>${W.show}</button> <a href="${here(urls.path('/styles'))}">${WORDS.common.styles}</a></form>
<h3>${W.markdown}</h3>
<div>${copied('markdown', citationMarkdown(citable, citations[0]!), 'pre')}</div>
<h3>${W.files}</h3>
${files.map((file) => fileHtml(file, { path, query }))}
</section>`
}

function citationHtml({ style, bibliography, inText, note, warnings }: Citation): Html {
  const id = `cite-${style.id.replace(/[^a-z0-9-]/g, '-')}`
  const forms: [string, string, { text: string; html: string } | null][] = [
    [W.bibliography, `${id}-entry`, bibliography],
    note ? [W.note, `${id}-note`, note] : [W.inText, `${id}-cite`, inText],
  ]
  return html`<h3>${style.title}</h3>
<dl>${forms.map(([name, id, formatted]) => html`<dt>${name}</dt><dd>${formatted?.text ? copied(id, trusted(formatted.html), 'div') : W.none}</dd>`)}</dl>
${warnings.length > 0 && html`<details><summary>${W.warnings}</summary><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></details>`}`
}

function fileHtml(
  { type, text }: { type: ExportType; text: string },
  { path, query }: { path: string; query: string },
): Value {
  const { title } = EXPORT_FORMATS[type]
  const id = `file-${extensionOf(type).replaceAll('.', '-')}`
  const address = `${path}.${extensionOf(type)}${query && `?${query}`}`
  return html`<details><summary>${title}</summary>
<div>${copied(id, text, 'pre')}</div>
<p><a href="${address}" download>${W.download(title)}</a></p></details>
`
}
