import type { SearchHit, SearchResult } from '../../searching/word-search.ts'
import { ORDERS } from '../../searching/words/survey.ts'
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
  exact?: string | undefined
  sort?: string | undefined
}

interface ShownHits extends Ways {
  search: TypedSearch
  found: SearchResult
  links: readonly Link[] | undefined
}

/** The paragraphs that were found, with the words marked. */
export function searchPage(urls: Urls, { search, found, next, first, links }: ShownHits) {
  const { q = '' } = search
  const { hits, corrected, total } = found
  const none = next === null ? W.none : W.noneYet
  return page(urls, {
    title: W.titleOf(q),
    searched: q,
    links,
    main: html`<h1>${W.search}</h1>
${searchForm(urls, search)}
${corrected !== null && html`<p>${W.meant} <a href="${addressOf(urls, { ...search, q: corrected })}" dir="auto">${corrected}</a>?</p>`}
<h2>${W.found}</h2>
${total && hits.length > 0 && html`<p class="faint">${W.total(total.count, total.isComplete)}</p>`}
${hits.length > 0 && facetsOf(urls, search, found)}
${hits.length === 0 ? html`<p>${none}</p>` : html`<ol class="plain items">${hits.map((hit) => hitHtml(urls, hit))}</ol>`}
${pager({ next, first })}`,
  })
}

/** Ways to fewer of what was found: nothing for what all have in common, or is chosen already. */
function facetsOf(urls: Urls, search: TypedSearch, { facets = {} }: SearchResult): Value {
  const ways = [
    { label: W.author, name: 'author', values: facets.author },
    { label: W.issued, name: 'issued', values: facets.year },
    { label: W.language, name: 'language', values: facets.language },
  ] as const
  const shown = ways.filter(({ name, values = [] }) => values.length > 1 && !search[name])
  if (shown.length === 0) return null
  return html`<details><summary>${W.narrow}</summary><dl>${shown.map(
    ({ label, name, values = [] }) =>
      html`<dt>${label}</dt>${values.map(
        ({ value, count }) =>
          html`<dd><a href="${addressOf(urls, { ...search, [name]: value })}" dir="auto">${value}</a> <span class="faint">${count}</span></dd>`,
      )}`,
  )}</dl></details>
`
}

function addressOf(urls: Urls, search: TypedSearch): string {
  return here(urls.path('/search', { ...search }))
}

/** The form alone, for who comes without words. */
export function emptySearchPage(urls: Urls, search: TypedSearch) {
  return page(urls, {
    title: W.search,
    main: html`<h1>${W.search}</h1>
${searchForm(urls, search)}`,
  })
}

function searchForm(urls: Urls, { q, author, language, issued, work, exact, sort }: TypedSearch): Html {
  const isFiltered = Boolean(author || language || issued || work || exact || (sort && sort !== 'relevance'))
  return html`<form class="panel stacked" role="search" aria-label="${W.form}" action="${here(urls.path('/search'))}">
<label>${W.words} <input type="search" name="q" value="${q ?? ''}" required maxlength="2000"></label>
<p class="faint byline">${W.help}</p>
<details${isFiltered && html` open`}><summary>${W.filters}</summary>
${textField({ label: W.author, name: 'author', value: author })}${textField({ label: W.language, name: 'language', value: language, example: 'en' })}${textField({ label: W.issued, name: 'issued', value: issued, example: '2010/2019' })}${textField({ label: W.work, name: 'work', value: work })}<label>${W.sort} <select name="sort">${ORDERS.map((order) => html`<option value="${order}"${order === sort && html` selected`}>${W.orders[order]}</option>`)}</select></label>
<label>${W.forms} <select name="exact"><option value="false">${W.anyForm}</option><option value="true"${exact && html` selected`}>${W.exact}</option></select></label></details>
<button>${W.search}</button>
</form>`
}

function hitHtml(
  urls: Urls,
  { paragraph, number, text, ranges, passage, missing, work, title }: SearchHit,
): Html {
  const address = here(urls.paragraph(paragraph))
  return html`<li><p class="byline"><a href="${here(urls.work(work))}" lang="" dir="auto">${title}</a> · <a href="${address}">${W.paragraph(number)}</a></p>
<blockquote lang="" dir="auto">${marked(text, ranges, passage)}</blockquote>
${missing.length > 0 && html`<p class="faint byline">${W.missing} <span dir="auto">${missing.join(', ')}</span></p>`}
<p class="byline"><a href="${address}#cite">${W.cite(number)}</a></p></li>
`
}

function marked(text: string, ranges: SearchHit['ranges'], passage: SearchHit['passage']): Value {
  const shown = excerpt(text, ranges, passage)
  const parts: Value[] = [shown.start > 0 && '… ']
  let at = shown.start
  for (const { start, end } of ranges) {
    if (start < at || end > shown.end) continue
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`)
    at = end
  }
  return [...parts, text.slice(at, shown.end), shown.end < text.length && ' …']
}
