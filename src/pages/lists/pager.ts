import { here } from '../here.ts'
import { html, type Value } from '../html.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.lists

/** Where one can go on in a list. Lists are read forwards, so that the way back leads to their beginning. */
export interface Ways {
  /** The address of the next items; null at the end. */
  next: string | null
  /** The address of the first items, on all pages but theirs. */
  first: string | undefined
}

/** The links below a list; nothing where all of it stands on one page. */
export function pager({ next, first }: Ways): Value {
  if (next === null && first === undefined) return null
  return html`<nav class="actions" aria-label="${W.pages}">${first !== undefined && html`<a class="button" href="${here(first)}">${W.first}</a>`}${next !== null && html`<a class="button" rel="next" href="${here(next)}">${W.next}</a>`}</nav>`
}
