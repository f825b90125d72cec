import type { SearchHit } from '../../searching/word-search.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { textField } from '../form-field.ts'
import { here } from '../here.ts'
import { type Html, html, type Value } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { excerpt } from './excerpt.ts'
import { pager, type Ways } from './pager.ts'

const W = WORDS.search

/** What is searched for and where, as it was typed. */
export interface TypedSearch {
  q?: string | undefined
  author?: string | undefined
  language?: string | undefined
  issued?: string | undefined
  work?: string | undefined
}

interface ShownHits extends Ways {
  search: TypedSearch
  hits: readonly SearchHit[]
  links: readonly Link[] | undefined
}

/** The paragraphs that were found, with the words marked. */
export function searchPage(urls: Urls, { search, hits, next, first, links }: ShownHits) {
  const { q = '' } = search
  const none = next === null ? W.none : W.noneYet
  return page(urls, {
    title: W.titleOf(q),
    searched: q,
    links,
    main: html`<h1>${W.search}</h1>
${searchForm(urls, search)}
<h2>${W.found}</h2>
${hits.length === 0 ? html`<p>${none}</p>` : html`<ol class="plain items">${hits.map((hit) => found(urls, hit))}</ol>`}
${pager({ next, first })}`,
  })
}

/** The form alone, for who comes without words. */
export function emptySearchPage(urls: Urls, search: TypedSearch) {
  return page(urls, {
    title: W.search,
    main: html`<h1>${W.search}</h1>
${searchForm(urls, search)}`,
  })
}

function searchForm(urls: Urls, { q, author, language, issued, work }: TypedSearch): Html {
  const isFiltered = Boolean(author || language || issued || work)
  return html`<form class="panel stacked" role="search" aria-label="${W.form}" action="${here(urls.path('/search'))}">
<label>${W.words} <input type="search" name="q" value="${q ?? ''}" required maxlength="2000"></label>
<p class="faint byline">${W.help}</p>
<details${isFiltered && html` open`}><summary>${W.filters}</summary>
${textField({ label: W.author, name: 'author', value: author })}${textField({ label: W.language, name: 'language', value: language, example: 'en' })}${textField({ label: W.issued, name: 'issued', value: issued, example: '2010/2019' })}${textField({ label: W.work, name: 'work', value: work })}</details>
<button>${W.search}</button>
</form>`
}

function found(urls: Urls, { paragraph, number, text, ranges, work, title }: SearchHit): Html {
  const address = here(urls.paragraph(paragraph))
  return html`<li><p class="byline"><a href="${here(urls.work(work))}" lang="" dir="auto">${title}</a> · <a href="${address}">${W.paragraph(number)}</a></p>
<blockquote lang="" dir="auto">${marked(text, ranges)}</blockquote>
<p class="byline"><a href="${address}#cite">${W.cite(number)}</a></p></li>
`
}

function marked(text: string, ranges: SearchHit['ranges']): Value {
  const shown = excerpt(text, ranges)
  const parts: Value[] = [shown.start > 0 && '… ']
  let at = shown.start
  for (const { start, end } of ranges) {
    if (start < at || end > shown.end) continue
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`)
    at = end
  }
  return [...parts, text.slice(at, shown.end), shown.end < text.length && ' …']
}
