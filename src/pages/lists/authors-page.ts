import type { ListedAuthor } from '../../archive/author-list.ts'
import { worksOf } from '../../wire/author.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { html } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { pager, type Ways } from './pager.ts'

const W = WORDS.lists

interface ShownAuthors extends Ways {
  authors: readonly ListedAuthor[]
  links: readonly Link[] | undefined
}

/** A page of the list of authors. */
export function authorsPage(urls: Urls, { authors, next, first, links }: ShownAuthors) {
  return page(urls, {
    title: W.authors,
    links,
    main: html`<h1>${W.authors}</h1>
<p>${W.authorsIs}</p>
<ul class="plain">${authors.map(
      (
        author,
      ) => html`<li><a href="${here(worksOf(urls, author))}" dir="auto">${author.name}</a> <span class="faint">${W.worksBy(author.works)}</span></li>
`,
    )}</ul>
${pager({ next, first })}`,
  })
}
