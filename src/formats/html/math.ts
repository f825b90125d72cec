import { attribute, elementsIn, lineIn, textIn } from './nodes.ts'
import type { Element } from './tree.ts'

/** A formula of MathML as words: what its author wrote of it in another notation, else its own letters; undefined for other elements. */
export function formulaOf(element: Element): string | undefined {
  if (element.tagName !== 'math') return undefined
  const alternative = attribute(element, 'alttext')
  if (alternative) return alternative
  const notation = elementsIn(element).find(
    (each) => each.tagName === 'annotation' && attribute(each, 'encoding') === 'application/x-tex',
  )
  return notation ? textIn(notation).trim() : lineIn(element)
}
