/** Quotations: set off as blocks, or within a line, with marks of their own or without. */
import { isElement, isText, type Node } from '../html/tree.ts'
import type { Meaning } from './vocabulary.ts'
import type { XmlElement } from './xml-tree.ts'

const MARK = /["'«»‹›“”„‟‘’‚‛「」『』]/u

/** Of an element that quotes: a block where it holds blocks or stands among them, else marks where the source has none. */
export function quotedAs(
  element: XmlElement,
  blocks: ReadonlySet<string>,
  lines: ReadonlySet<string>,
): Meaning {
  const holdsBlocks = element.childNodes.some(
    (child) => isElement(child) && blocks.has((child as XmlElement).named),
  )
  if (holdsBlocks || !isInLine(element, lines)) return 'blockquote'
  return hasMarks(element) ? 'span' : 'q'
}

/** Whether an element stands in a line of text, not among blocks. */
export function isInLine(element: XmlElement, lines: ReadonlySet<string>): boolean {
  const parent = element.parentNode
  return parent !== null && isElement(parent as Node) && lines.has((parent as XmlElement).named)
}

function hasMarks(element: XmlElement): boolean {
  const before = element.behind
  const first = element.childNodes[0]
  return (
    (before !== undefined && isText(before) && MARK.test(before.value.trimEnd().slice(-1))) ||
    (first !== undefined && isText(first) && MARK.test(first.value.trimStart().slice(0, 1)))
  )
}
