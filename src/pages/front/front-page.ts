import type { Verification } from '../../archive/last-verification.ts'
import type { LogState } from '../../archive/signing/log-state.ts'
import type { Counts, ListedWork } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { workItems } from '../lists/work-items.ts'
import { minuteOf } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { mirrorCommands } from './mirror-commands.ts'

const W = WORDS.front

/** What the front page tells of an archive. */
export interface ArchiveFront {
  counts: Counts
  newest: readonly ListedWork[]
  /** Undefined before anything was signed. */
  log: LogState | undefined
  /** Undefined when nobody has verified it. */
  verification: Verification | undefined
  links: readonly Link[] | undefined
}

/** The page with which one begins. */
export function frontPage(urls: Urls, front: ArchiveFront) {
  const { newest, links, log } = front
  const [first] = newest
  return page(urls, {
    title: WORDS.common.name,
    links,
    main: html`<h1>${WORDS.common.name}</h1>
<p>${W.what}</p>
<form class="panel search" role="search" aria-label="${W.words}" action="${here(urls.path('/search'))}"><label for="front-q">${W.words}</label> <input type="search" id="front-q" name="q" required maxlength="2000"><button>${W.search}</button></form>
<h2>${W.newest}</h2>
${first ? html`${workItems(urls, newest)}<p><a href="${here(urls.path('/works'))}">${W.all}</a></p>` : html`<p>${W.none} <code>colophon import</code>.</p>`}
${first && things(urls, first)}
<h2>${W.mirror}</h2>
<p>${W.mirrorIs}</p>
<pre tabindex="0"><code>${mirrorCommands(urls, log?.checkpoint.signedBy ?? [])}</code></pre>
${state(urls, front)}`,
  })
}

function things(urls: Urls, { id, metadata: { title, language } }: ListedWork): Html {
  const address = here(urls.work(id))
  return html`<h2>${W.try}</h2>
<ol>
<li>${W.read} <a href="${address}" dir="auto"${language && html` lang="${language}"`}>${title}</a> ${W.select}</li>
<li><a href="${here(urls.path('/verify'))}">${W.verify}</a>: ${W.verifyIs}</li>
<li><a href="${address}/cite">${W.cite}</a> ${W.citeIs}</li>
</ol>`
}

function state(urls: Urls, { counts, log, verification }: ArchiveFront): Html {
  const { number } = WORDS.common
  return html`<h2>${W.state}</h2>
<dl>
<dt>${W.works}</dt><dd>${number(counts.works)}</dd>
<dt>${W.paragraphs}</dt><dd>${number(counts.paragraphs)}</dd>
<dt>${W.quotes}</dt><dd>${number(counts.quotes)}</dd>
<dt>${W.log}</dt><dd>${logHtml(urls, log)}</dd>
<dt>${W.verified}</dt><dd>${verification ? verified(verification) : W.never}</dd>
</dl>`
}

function logHtml(urls: Urls, log: LogState | undefined): Value {
  if (!log) return W.unsigned
  return html`<a href="${here(urls.path('/log'))}">${W.entries(log.checkpoint.size)}</a>, ${W.lastOf} ${minuteOf(log.recent[0]!.time)}`
}

function verified({ verifiedAt, faults }: Verification): Html {
  const outcome = faults === 0 ? W.sound : W.faults(faults)
  return html`${minuteOf(verifiedAt)}: <span class="${faults === 0 ? 'good' : 'bad'}">${outcome}</span>`
}
