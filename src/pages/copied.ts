import { type Html, html, type Value } from './html.ts'
import { WORDS } from './words/words.ts'

/** Something with a button that copies it. `id` is one of the page's own. */
export function copied(id: string, shown: Value, element: 'code' | 'pre' | 'div'): Html {
  const content = {
    code: () => html`<code id="${id}">${shown}</code>`,
    pre: () => html`<pre id="${id}" tabindex="0">${shown}</pre>`,
    div: () => html`<div id="${id}" dir="auto">${shown}</div>`,
  }[element]()
  return html`${content} <button type="button" data-copies="${id}" data-done="${WORDS.common.copied}" hidden>${WORDS.common.copy}<span class="visually-hidden" role="status"></span></button>`
}
