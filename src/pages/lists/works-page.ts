import type { ListedWork } from '../../store/works.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { textField } from '../form-field.ts'
import { here } from '../here.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { pager, type Ways } from './pager.ts'
import { workItems } from './work-items.ts'

const W = WORDS.lists

/** What works are chosen by, as it was typed. */
export interface TypedFilter {
  author?: string | undefined
  title?: string | undefined
  language?: string | undefined
  issued?: string | undefined
  url?: string | undefined
}

interface ShownWorks extends Ways {
  works: readonly ListedWork[]
  filter: TypedFilter
  links: readonly Link[] | undefined
}

/** A page of the list of works. */
export function worksPage(urls: Urls, { works, filter, next, first, links }: ShownWorks) {
  return page(urls, {
    title: W.works,
    links,
    main: html`<h1>${W.works}</h1>
${filterForm(urls, filter)}
${works.length === 0 ? html`<p>${W.noWorks}</p>` : workItems(urls, works)}
${pager({ next, first })}`,
  })
}

function filterForm(urls: Urls, { author, title, language, issued, url }: TypedFilter): Html {
  return html`<form class="panel" action="${here(urls.path('/works'))}" aria-label="${W.filter}">
${textField({ label: W.author, name: 'author', value: author })}${textField({ label: W.title, name: 'title', value: title })}${textField({ label: W.language, name: 'language', value: language, example: 'en' })}${textField({ label: W.issued, name: 'issued', value: issued, example: '2010/2019' })}${textField({ label: W.url, name: 'url', value: url })}<button>${W.show}</button>
</form>`
}
