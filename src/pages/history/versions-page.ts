import type { WorkRecord } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { type Html, html } from '../html.ts'
import { joined } from '../joined.ts'
import { dayOf, minuteOf } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { workCrumb } from '../work-crumb.ts'

const W = WORDS.history

/** The page of a work's versions, the newest first, of which there is one at least. */
export function versionsPage(
  urls: Urls,
  { versions, links }: { versions: readonly WorkRecord[]; links: readonly Link[] | undefined },
) {
  const newest = versions[0]!
  return page(urls, {
    title: W.title(newest.metadata.title),
    links,
    main: html`${workCrumb(urls, newest)}
<h1>${W.heading}</h1>
<p>${W.intro}</p>
${versions.map((version, at) => versionHtml(urls, version, { before: versions[at + 1], isNewest: at === 0 }))}`,
  })
}

function versionHtml(
  urls: Urls,
  { id, version, source }: WorkRecord,
  { before, isNewest }: { before: WorkRecord | undefined; isNewest: boolean },
): Html {
  const address = here(urls.version(id, version.id))
  const facts = [
    W.paragraphs(version.paragraphCount),
    W.words(version.wordCount),
    version.repairCount > 0 && W.repairs(version.repairCount),
    version.unresolvedCount > 0 && W.unresolved(version.unresolvedCount),
  ]
  return html`<section class="panel" aria-labelledby="v-${version.id}">
<h2 id="v-${version.id}">${W.version} ${dayOf(version.createdAt)}${isNewest && html` · ${W.newest}`}</h2>
<dl>
<dt>${W.recorded}</dt><dd>${minuteOf(version.createdAt)}</dd>
<dt>${W.contents}</dt><dd>${joined(facts)}</dd>
<dt>${W.digest}</dt><dd><code>${source.sha256}</code></dd>
<dt>${W.loader}</dt><dd>${version.loader.name} ${version.loader.version}</dd>
</dl>
<div class="actions"><a class="button" href="${address}">${W.read}</a>${
    before &&
    html`<a class="button" href="${here(urls.version(id, before.version.id))}/diff/${version.id}">${W.compare}</a>`
  }<a class="button" href="${address}/provenance">${W.provenance}</a></div>
</section>
`
}
