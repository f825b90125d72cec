import type { ListedStyle } from '../../citing/styles/style.ts'
import type { Link } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { html } from '../html.ts'
import { page } from '../page.ts'
import { WORDS } from '../words/words.ts'
import { pager, type Ways } from './pager.ts'

const W = WORDS.styles

interface ShownStyles extends Ways {
  styles: readonly ListedStyle[]
  links: readonly Link[] | undefined
}

/** A page of the list of citation styles. */
export function stylesPage(urls: Urls, { styles, next, first, links }: ShownStyles) {
  return page(urls, {
    title: W.title,
    links,
    main: html`<h1>${W.title}</h1>
<p>${W.what}</p>
<ul class="plain">${styles.map(
      ({
        id,
        title,
        category,
      }) => html`<li><a href="${here(urls.path(`/styles/${id}`))}">${title}</a> <span class="faint">· <code>${id}</code> · ${W.categories[category]}</span></li>
`,
    )}</ul>
${pager({ next, first })}`,
  })
}
