import type { ProvenanceRecord } from '../../archive/provenance.ts'
import type { DatedText } from '../../loading/metadata/metadata.ts'
import type { Relocation } from '../../loading/repair/repair.ts'
import { followed } from '../../markup/link-target.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { copied } from '../copied.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { minuteOf } from '../moment.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { workCrumb } from '../work-crumb.ts'
import type { MendedPlace } from './mended-place.ts'
import { repairHtml } from './repairs-html.ts'
import { statementsHtml } from './statements-html.ts'

const W = WORDS.provenance

/** Most of a list that a page shows; the JSON has all. */
export const MOST_SHOWN = 100

/** What a page shows of a provenance. */
export interface ShownProvenance {
  record: Pick<ProvenanceRecord, 'work' | 'statements' | 'relocations'>
  /** Of each kind one more than is shown, where there are more. */
  unresolved: readonly MendedPlace[]
  repaired: readonly MendedPlace[]
  isErased: boolean
  /** The address of the text. */
  address: string
  links: readonly Link[] | undefined
}

/** The page of where a text comes from: the places that nobody could decide come first. */
export function provenancePage(urls: Urls, shown: ShownProvenance) {
  const { record, unresolved, repaired, links } = shown
  const { work, statements, relocations } = record
  const { warnings } = work.version
  const whole = `${here(shown.address)}/provenance?format=json`
  const repairs = (places: readonly MendedPlace[]) =>
    cutList(
      places,
      whole,
      (rows) => html`<ul class="plain">${rows.map((place) => repairHtml(urls, place))}</ul>`,
    )
  const isWhole = unresolved.length + repaired.length === 0
  return page(urls, {
    title: W.title(work.metadata.title),
    links,
    main: html`${workCrumb(urls, work)}
<h1>${W.heading}</h1>
${unresolved.length > 0 && html`<h2>${W.unresolved}</h2><p>${W.unresolvedIs}</p>${repairs(unresolved)}`}
<h2>${W.source}</h2>
${sourceHtml(urls, shown)}
${(repaired.length > 0 || isWhole) && html`<h2>${W.repairs}</h2>`}
${isWhole && html`<p>${W.noRepairs}</p>`}
${repaired.length > 0 && html`<p>${W.repairsIs}</p>${repairs(repaired)}`}
${relocations.length > 0 && html`<h2>${W.relocations}</h2>${cutList(relocations, whole, relocationsHtml)}`}
${warnings.length > 0 && html`<h2>${W.warnings}</h2>${cutList(warnings, whole, (rows) => html`<ul>${rows.map((warning) => html`<li>${warning}</li>`)}</ul>`)}`}
${statements.length > 0 && html`<h2>${W.statements}</h2><p>${W.statementsIs}</p>${cutList(statements, whole, statementsHtml)}`}
<p><a href="${whole}">${W.whole}</a></p>`,
  })
}

function sourceHtml(urls: Urls, { record: { work }, address, isErased }: ShownProvenance): Html {
  const { source, extraction, version, metadata } = work
  const { retrieved, archive } = metadata
  const original = followed(metadata.url ?? undefined)
  return html`<p>${isErased ? W.erased : W.sourceIs}</p>
<dl>
<dt>${W.digest}</dt><dd>${copied('digest', source.sha256, 'code')}</dd>
<dt>${W.size}</dt><dd>${W.bytes(source.byteLength)}</dd>
<dt>${W.mediaType}</dt><dd>${source.mediaType}</dd>
${source.fileName && html`<dt>${W.fileName}</dt><dd dir="auto">${source.fileName}</dd>`}
${extraction && html`<dt>${W.extracted}</dt><dd><a href="${here(urls.blob(extraction.sha256))}"><code>${extraction.sha256}</code></a> ${W.extractedBy(extraction.tool)}</dd>`}
<dt>${W.loader}</dt><dd>${version.loader.name} ${version.loader.version}</dd>
<dt>${W.recorded}</dt><dd>${minuteOf(version.createdAt)}</dd>
${retrieved && html`<dt>${W.retrieved}</dt><dd>${dated(retrieved)}${retrieved.from && html` ${W.from} ${place(retrieved.from)}`}</dd>`}
${archive && html`<dt>${W.archive}</dt><dd>${place(archive)}</dd>`}
${original && html`<dt>${W.original}</dt><dd><a href="${original}" rel="external">${original}</a></dd>`}
</dl>
${!isErased && html`<p class="actions"><a class="button" href="${here(address)}/source">${W.download}</a></p>`}`
}

function dated({ edtf, raw }: DatedText): Html {
  return edtf === null ? html`<span dir="auto">${raw}</span>` : html`<time datetime="${edtf}">${edtf}</time>`
}

function place({ label, url }: { label: string; url: string | null }): Value {
  const address = followed(url ?? undefined)
  return address === undefined
    ? html`<span dir="auto">${label}</span>`
    : html`<a href="${address}" rel="external" dir="auto">${label}</a>`
}

function relocationsHtml(relocations: readonly Relocation[]): Html {
  return html`<ul>${relocations.map(
    ({
      what,
      from,
      start,
      end,
    }) => html`<li>${W.relocated[what]} ${W.stood(from)} <span class="faint">· ${W.place(start, end)}</span></li>
`,
  )}</ul>`
}

/** As much of a list as a page holds, and where the rest is. */
function cutList<T>(rows: readonly T[], whole: string, write: (rows: readonly T[]) => Html): Html {
  const shown = write(rows.slice(0, MOST_SHOWN))
  if (rows.length <= MOST_SHOWN) return shown
  return html`${shown}<p>${W.cut(MOST_SHOWN)} <a href="${whole}">${W.whole}</a></p>`
}
