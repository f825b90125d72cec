import type { BlockChange } from '../../lineage/version-diff.ts'
import type { VersionBlock } from '../../store/versions.ts'
import type { WorkRecord } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import type { Compared } from '../../wire/version-diff.ts'
import { wordEdits } from '../diff/word-edits.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { joined } from '../joined.ts'
import { dayOf } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { workCrumb } from '../work-crumb.ts'
import { stretches } from './stretches.ts'

const W = WORDS.history

interface ShownDiff {
  compared: Compared
  /** Those of the newer. */
  blocks: readonly VersionBlock[]
  links: readonly Link[] | undefined
}

/** How two versions of a work differ; what did not change is there to be opened. */
export function diffPage(urls: Urls, { compared, blocks, links }: ShownDiff) {
  const { older, newer, diff } = compared
  const { title, language } = newer.metadata
  const lang = language && html` lang="${language}"`
  const written = stretches(blocks, diff).map((stretch) =>
    'same' in stretch ? unchanged(stretch.same, lang) : changed(urls, stretch.change, lang),
  )
  return page(urls, {
    title: W.changesOf(title),
    links,
    main: html`${workCrumb(urls, newer)}
<h1>${W.changes}</h1>
<p>${W.from} ${versionLink(urls, older)} ${W.to} ${versionLink(urls, newer)} · <a href="${here(urls.work(newer.id))}/versions">${W.heading}</a></p>
<p>${diff.changes.length === 0 ? W.nothing : W.count(diff.same.length, diff.changes.length)}</p>
${written}`,
  })
}

function versionLink(urls: Urls, { id, version }: WorkRecord): Html {
  return html`<a href="${here(urls.version(id, version.id))}">${dayOf(version.createdAt)}</a>`
}

function unchanged(blocks: readonly VersionBlock[], lang: Value): Html {
  return html`<details><summary>${W.unchanged(blocks.length)}</summary>
<div${lang}>${blocks.map(
    ({ text }) => html`<p class="verse" dir="auto">${text}</p>
`,
  )}</div></details>
`
}

function changed(
  urls: Urls,
  { kind, paragraph, from, to, change, other, diff }: BlockChange,
  lang: Value,
): Html {
  const number = to ?? from
  const name = number === null ? (W.kinds[kind] ?? W.otherKind) : W.paragraph(number)
  const facts = [
    paragraph === null ? name : html`<a href="${here(urls.paragraph(paragraph))}">${name}</a>`,
    W.became[change],
    from !== null && to !== null && from !== to && W.was(from),
    other !== null && html`<a href="${here(urls.paragraph(other))}">${W.other}</a>`,
  ]
  return html`<section class="panel"><h2>${joined(facts)}</h2>
<p class="verse"${lang}>${wordEdits(diff)}</p></section>
`
}
