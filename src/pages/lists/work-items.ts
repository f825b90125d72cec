import type { ListedWork } from '../../store/works.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { type Html, html } from '../html.ts'
import { joined } from '../joined.ts'
import { dayOf } from '../moment.ts'
import { byline } from '../reading/work-page.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.lists

/** Works as lists show them. */
export function workItems(urls: Urls, works: readonly ListedWork[]): Html {
  return html`<ul class="plain items">
${works.map((work) => workItem(urls, work))}</ul>`
}

function workItem(urls: Urls, work: ListedWork): Html {
  const { id, metadata, version } = work
  const lang = metadata.language && html` lang="${metadata.language}"`
  const facts = [
    W.paragraphs(version.paragraphCount),
    metadata.language,
    html`${W.recorded} ${dayOf(version.createdAt)}`,
  ]
  return html`<li><p class="byline"><a href="${here(urls.work(id))}" dir="auto"${lang}>${metadata.title}</a></p>
<p class="byline">${byline(work)}</p>
<p class="byline faint">${joined(facts)}</p></li>
`
}
