import type { Format } from '../../formats/format.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { html } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.formats

/** The page of the formats that sources are read in. */
export function formatsPage(
  urls: Urls,
  { formats, links }: { formats: readonly Format[]; links: readonly Link[] | undefined },
) {
  return page(urls, {
    title: W.title,
    links,
    main: html`<h1>${W.title}</h1>
<p>${W.what}</p>
${formats.map(
  ({ name, version, title, mediaTypes, extensions, keeps, leavesOut }) => html`<h2>${title}</h2>
<p class="faint"><code>${name}</code> · ${W.version(version)}</p>
<dl><dt>${W.types}</dt><dd>${mediaTypes.join(', ')}</dd>
<dt>${W.extensions}</dt><dd>${extensions.map((extension) => `.${extension}`).join(', ')}</dd>
<dt>${W.keeps}</dt><dd>${keeps}</dd>
<dt>${W.leavesOut}</dt><dd>${leavesOut}</dd></dl>
`,
)}`,
  })
}
