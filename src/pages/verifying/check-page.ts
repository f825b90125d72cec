import type { Static } from 'typebox'
import { MISATTRIBUTIONS } from '../../attribution/claim.ts'
import type { CheckedDocumentSchema } from '../../wire/schemas/checked-document.ts'
import type { Urls } from '../../wire/urls.ts'
import { wordEdits } from '../diff/word-edits.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { attributionHtml, nearestHtml } from './verify-page.ts'

const W = WORDS.verifying

type Document = Static<typeof CheckedDocumentSchema>
type Item = Document['items'][number]

/**
 * The page on which a manuscript is sent.
 *
 * @param formats what may be sent, in words
 */
export function checkPage(urls: Urls, formats: string) {
  const at = here(urls.path('/check'))
  return page(urls, {
    title: W.checkTitle,
    main: html`<h1>${W.checkTitle}</h1>
<p>${W.checkLead(formats)}</p>
<form class="stacked" action="${at}" method="post" enctype="multipart/form-data">
<label>${W.manuscript} <input type="file" name="manuscript"></label>
<label>${W.pasted} <textarea name="text" rows="10" dir="auto"></textarea></label>
<label>${W.bibliography} <input type="file" name="bibliography" accept=".bib,.json"></label>
<div><button>${W.check}</button></div>
</form>`,
  })
}

/** What came of checking a manuscript: a count of each outcome, then each quotation, in the manuscript's order. */
export function reportPage(urls: Urls, { summary, items }: Document) {
  const counts: [string, number][] = [
    [W.outcome.word_for_word, summary.wordForWord],
    [W.outcome.altered, summary.altered],
    [W.outcome.doubtful, summary.doubtful],
    [W.outcome.not_found, summary.notFound],
    [W.outcome.not_checked, summary.notChecked],
    [W.misattributed, summary.misattributed],
  ]
  return page(urls, {
    title: W.report,
    main: html`<h1>${W.report}</h1>
<table tabindex="0"><tr>${counts.map(([name]) => html`<th scope="col">${name}</th>`)}</tr>
<tr>${counts.map(([, count]) => html`<td>${count}</td>`)}</tr></table>
${items.length === 0 ? html`<p>${W.none}</p>` : html`<ol>${items.map(itemHtml)}</ol>`}
<p><a class="button" href="${here(urls.path('/check'))}">${W.again}</a></p>`,
  })
}

function itemHtml(item: Item): Html {
  const { where, outcome, asQuoted, reason, found, nearest } = item
  return html`<li class="panel">
<p class="${outcome === 'word_for_word' && !MISATTRIBUTIONS.has(item.attribution) ? 'good' : 'bad'}"><strong>${W.outcome[outcome]}</strong> · ${W.line(where.start.line)}</p>
<blockquote dir="auto">${found && outcome !== 'word_for_word' ? wordEdits(found.diff) : asQuoted}</blockquote>
${attributionHtml(item)}
${reason && html`<p>${reason}</p>`}
${found && foundHtml(found)}
${nearest && nearestHtml(nearest)}
</li>
`
}

function foundHtml({ url, work, meaningRisk, citation }: NonNullable<Item['found']>): Value {
  return html`${meaningRisk && html`<p class="bad">${W.risk}</p>`}<p><span dir="auto">${citation.inText}</span> · <a href="${here(work.url)}" dir="auto">${work.title}</a> · <a href="${here(url)}">${W.address}</a></p>`
}
