import type { Inline } from '../../markup/inline.ts'
import { element, type Html, html, NOTHING, type Value } from '../html.ts'
import { WORDS } from '../words/words.ts'

/**
 * Inline markup as HTML. Its text content is the block's text to the letter, because places are counted in it: the call of
 * a note, and what a line of code is set in by, are written by the style.
 */
export function inlineHtml(nodes: readonly Inline[]): Html {
  return html`${nodes.map(written)}`
}

function written(node: Inline): Value {
  if (node.type === 'text') return node.text
  if (node.type === 'break')
    return html`<br>${node.indent && html`<span class="indent" data-indent="${node.indent}"></span>`}`
  if (node.type === 'note') return noteCall(node.label)
  const children = inlineHtml(node.children)
  if (node.element === 'link') return html`<a href="${node.href}" rel="external">${children}</a>`
  // One of a closed list of names.
  return element(node.element, NOTHING, children)
}

function noteCall(label: string): Html {
  const name = WORDS.reading.noteCall(label)
  return html`<a class="note-call" href="#${noteId(label)}" data-label="${label}" aria-label="${name}"></a>`
}

/** The id of a note's element. */
export function noteId(label: string): string {
  return `note-${encodeURIComponent(label)}`
}
