import type { WordEdit } from '../../text/word-diff.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../words/words.ts'

/** How one wording becomes another. What changed is told by words too, for those who do not see the colours. */
export function wordEdits(edits: readonly WordEdit[]): Html {
  return html`<span class="diff" dir="auto">${edits.map(written)}</span>`
}

function written({ op, text }: WordEdit): Html {
  if (op === 'equal') return html`${text}`
  if (op === 'delete') return html`<del>${label(WORDS.diff.removed)}${text}</del>`
  return html`<ins>${label(WORDS.diff.added)}${text}</ins>`
}

function label(words: string): Html {
  return html`<span class="visually-hidden">${words} </span>`
}
