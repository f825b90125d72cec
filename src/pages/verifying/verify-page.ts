import type { Static } from 'typebox'
import { MISATTRIBUTIONS } from '../../attribution/claim.ts'
import type { VerificationSchema } from '../../wire/schemas/verification.ts'
import type { Urls } from '../../wire/urls.ts'
import { wordEdits } from '../diff/word-edits.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.verifying
/** More does not fit into an address. */
const LONGEST_TYPED = 4000

type Verification = Static<typeof VerificationSchema>

/** What was asked, and what came of it; nothing when only the form is wanted. */
export interface Verified {
  typed: { text: string; work: string; author: string; year: string; locator: string }
  result: Verification | null
}

/** The page on which a quotation is verified. */
export function verifyPage(urls: Urls, { typed: { text, work, author, year, locator }, result }: Verified) {
  return page(urls, {
    title: W.title,
    main: html`<h1>${W.title}</h1>
${result ? resultHtml(result) : html`<p>${W.lead}</p>`}
<form class="stacked" action="${here(urls.path('/verify'))}">
<label>${W.text} <textarea name="text" rows="6" maxlength="${LONGEST_TYPED}" required dir="auto">
${text}</textarea></label>
<fieldset><legend>${W.claim}</legend>
<label>${W.author} <input name="author" value="${author}" maxlength="500" dir="auto"></label>
<label>${W.year} <input name="year" value="${year}" maxlength="60"></label>
<label>${W.locator} <input name="locator" value="${locator}" maxlength="200"></label>
<label>${W.work} <input name="work" value="${work}" maxlength="2000"></label>
</fieldset>
<div><button>${W.submit}</button></div>
</form>`,
  })
}

/** Verdicts that a quotation may stand with. */
const RIGHT: ReadonlySet<string> = new Set(['identical', 'typography', 'case', 'elided'])

function resultHtml(result: Verification): Html {
  const { verdict, matches, nearest, searched } = result
  return html`<section aria-label="${W.report}">
<p class="${RIGHT.has(verdict) ? 'good' : 'bad'}"><strong>${W.verdict[verdict]}</strong></p>
${attributionHtml(result)}
${matches.map(matchHtml)}
${nearest && nearestHtml(nearest)}
<p class="faint">${W.searched(searched.works, searched.paragraphs)}</p>
</section>`
}

/** Whose words they are, and where, as claimed and as found; nothing where nothing was claimed. */
export function attributionHtml({
  attribution,
  attributionSentence: sentence,
}: Pick<Verification, 'attribution' | 'attributionSentence'>): Value {
  if (attribution === 'not_claimed' && sentence === null) return null
  const tone = attribution === 'right' ? 'good' : MISATTRIBUTIONS.has(attribution) ? 'bad' : 'faint'
  return html`<p class="${tone}"><strong>${W.attribution[attribution]}</strong>${sentence && html` <span dir="auto">${sentence}</span>`}</p>`
}

function matchHtml({
  verdict,
  quote,
  exact,
  diff,
  meaningRisk,
  citation,
}: Verification['matches'][number]): Html {
  return html`<div class="panel">
<blockquote dir="auto">${verdict === 'identical' ? exact : wordEdits(diff)}</blockquote>
${meaningRisk && html`<p class="bad">${W.risk}</p>`}
<p><span dir="auto">${citation.inText.text}</span> · <a href="${here(quote.work.url)}" dir="auto">${quote.work.title}</a> · <a href="${here(quote.url)}">${W.address}</a></p>
</div>`
}

/** The passage that is most like a quotation that was not found. */
export function nearestHtml({ work, paragraph, diff }: NonNullable<Verification['nearest']>): Value {
  return html`<div class="panel"><h2>${W.nearest}</h2>
<blockquote>${wordEdits(diff)}</blockquote>
<p><a href="${here(paragraph ?? work.url)}" dir="auto">${work.title}</a></p></div>`
}
