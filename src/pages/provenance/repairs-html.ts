import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { joined } from '../joined.ts'
import { WORDS } from '../words/words.ts'
import type { MendedPlace, SourcePlace } from './mended-place.ts'

const W = WORDS.provenance

/** A repair: which rule made it, what stood in the source, and what stands in the text now. */
export function repairHtml(urls: Urls, { repair, source, put }: MendedPlace): Html {
  const { rule, certainty, paragraph, start, end, before, after } = repair
  const facts = [
    paragraph && html`<a href="${here(urls.paragraph(paragraph.id))}">${W.paragraph(paragraph.number)}</a>`,
    html`<span class="faint">${W.place(start, end)}</span>`,
  ]
  return html`<li class="panel">
<p class="byline">${joined(facts)}</p>
${source && inShort(source, { before, put, after })}
<p class="byline">${W.rules[rule] ?? W.otherRule(rule)} ${W.certainties[certainty]}</p>
<dl>
${source && html`<dt>${W.inSource}</dt><dd><code class="verse" dir="auto">${source.before}<mark>${source.changed}</mark>${source.apart > 0 && html` <span class="faint">${W.elsewhere(source.apart)}</span> `}${source.after}</code></dd>`}
<dt>${W.now}</dt><dd><span dir="auto">…${before}<mark>${put}</mark>${after}…</span></dd>
</dl></li>
`
}

/** The words that were cut, and what they are now: “In-” and “deed” is now “Indeed”. */
function inShort(
  source: SourcePlace,
  { before, put, after }: { before: string; put: string; after: string },
): Value {
  const cut = lastWord(source.before) + source.changed.trim()
  const rest = firstWord(source.after)
  if (cut === '' || rest === '') return null
  const now = `${lastWord(before)}${put}${firstWord(after)}`
  return html`<p class="byline"><q dir="auto">${cut}</q> ${W.and} <q dir="auto">${rest}</q> ${W.becomes} <q dir="auto"><strong>${now}</strong></q></p>`
}

function lastWord(text: string): string {
  return text.split(/\s/).at(-1)!
}

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0]!
}
