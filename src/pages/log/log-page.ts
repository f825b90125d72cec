import type { LogState } from '../../archive/signing/log-state.ts'
import type { LogEntry } from '../../log/entry.ts'
import { parseVerifierKey, printVerifierKey } from '../../log/note-key.ts'
import type { Urls } from '../../wire/urls.ts'
import { copied } from '../copied.ts'
import { mirrorCommands } from '../front/mirror-commands.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { minuteOf } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.log

/** The page of the log; `state` is undefined before anything was signed. */
export function logPage(urls: Urls, state: LogState | undefined) {
  return page(urls, {
    title: W.title,
    main: html`<h1>${W.title}</h1>
<p>${W.what}</p>
${state ? signed(urls, state) : html`<p>${W.unsigned}</p>`}`,
  })
}

function signed(urls: Urls, { checkpoint, recent }: LogState): Html {
  const { origin, size, root, signedBy } = checkpoint
  const keys = signedBy.map((key) => printVerifierKey(key))
  return html`<h2>${W.checkpoint}</h2>
<dl>
<dt>${W.origin}</dt><dd>${origin}</dd>
<dt>${W.size}</dt><dd>${WORDS.common.number(size)}</dd>
<dt>${W.time}</dt><dd>${minuteOf(recent[0]!.time)}</dd>
<dt>${W.root}</dt><dd><code>${root.toString('base64')}</code></dd>
<dt>${W.fingerprint}</dt><dd>${signedBy.map(({ id }, at) => [at > 0 && ', ', html`<code>${id}</code>`])}</dd>
<dt>${W.keys(keys.length)}</dt><dd>${keys.map((key, at) => html`<div>${copied(`key-${at}`, key, 'code')}</div>`)}</dd>
</dl>
<p><a href="${here(urls.path('/log/checkpoint'))}">${W.note}</a></p>
<h2>${W.check}</h2>
<p>${W.checkProof}</p>
<pre tabindex="0"><code>colophon prove quote.tlog-proof --key "${keys[0]}"</code></pre>
<p>${W.checkCopy}</p>
<pre tabindex="0"><code>${mirrorCommands(urls, signedBy)}
colophon mirror verify ./copy</code></pre>
<p>${W.trust}</p>
<h2>${W.last(recent.length)}</h2>
<table tabindex="0"><thead><tr><th scope="col">${W.number}</th><th scope="col">${W.when}</th><th scope="col">${W.happened}</th></tr></thead>
<tbody>${recent.map(
    (
      entry,
    ) => html`<tr><td>${entry.seq}</td><td>${minuteOf(entry.time)}</td><td>${happened(urls, entry)}</td></tr>
`,
  )}</tbody></table>
<p><a href="${here(urls.path('/log/entries'))}">${W.all}</a></p>`
}

function happened(urls: Urls, entry: LogEntry): Value {
  switch (entry.op) {
    case 'put':
    case 'metadata':
      return html`${W[entry.op]} <a href="${here(urls.version(entry.id, entry.version))}">${W.version(entry.version)}</a>`
    case 'withdraw':
      return html`${entry.version ? W.withdrewVersion : W.withdrewWork} <a href="${here(urls.work(entry.id))}">${entry.id}</a>${entry.erased && html` (${W.erased})`}`
    case 'key':
      return html`${W.key} <code>${parseVerifierKey(entry.vkey).id}</code>`
    case 'heartbeat':
      return W.heartbeat
  }
}
