/** What the tree of a page is asked. Elements are nested 500 deep at most, so that recursion is safe. */
import { type Element, isElement, isText, type Node, type ParentNode } from './tree.ts'

/** The value of an attribute; undefined where the element has none of that name. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

/** The words of `class`, `id`, `role` and `itemprop` together, in lower case. */
export function namesOf(element: Element): string {
  return element.attrs
    .filter(({ name }) => NAMING.has(name))
    .map(({ value }) => value.toLowerCase())
    .join(' ')
}

const NAMING = new Set(['class', 'id', 'role', 'itemprop'])

/** The elements within a node, in their order; what stands in one that `enter` refuses is left out. */
export function elementsIn(node: ParentNode, enter: (element: Element) => boolean = () => true): Element[] {
  const found: Element[] = []
  const visit = (parent: ParentNode) => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      found.push(child)
      if (enter(child)) visit(child)
    }
  }
  visit(node)
  return found
}

/** The text of a node, without that of scripts and styles. */
export function textIn(node: Node): string {
  const texts: string[] = []
  const visit = (each: Node) => {
    if (isText(each)) texts.push(each.value)
    else if (isElement(each) && (each.tagName === 'script' || each.tagName === 'style')) return
    else if ('childNodes' in each) for (const child of each.childNodes) visit(child)
  }
  visit(node)
  return texts.join('')
}

/** The text of a node in one line. */
export function lineIn(node: Node): string {
  return textIn(node).replace(/\s+/g, ' ').trim()
}

/** The element that a node stands in. */
export function parentOf(element: Element): Element | undefined {
  const { parentNode } = element
  return parentNode && isElement(parentNode) ? parentNode : undefined
}
