import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { html } from '../html.ts'
import { page } from '../page.ts'
import { byline } from '../reading/work-page.ts'
import { WORDS } from '../words/words.ts'
import { citationsHtml } from './citations-html.ts'
import type { Citations } from './gathered.ts'

/** The page on which a work is cited. */
export function citePage(urls: Urls, citations: Citations) {
  const { work, address } = citations.citable
  const { title } = work.metadata
  return page(urls, {
    title: WORDS.citing.title(title),
    main: html`<h1><a href="${here(address)}" dir="auto">${title}</a></h1>
<p class="byline">${byline(work)}</p>
${citationsHtml(urls, citations)}`,
  })
}
