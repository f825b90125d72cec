/** How much prose each element of a page holds: the measure by which the article is found. */
import type { Unread } from '../source-sink.ts'
import { attribute } from './nodes.ts'
import { HIDDEN } from './tags.ts'
import { type Element, isElement, isText, type Node, type ParentNode } from './tree.ts'

/** Characters that a node holds. */
export interface Held {
  text: number
  /** Of these in links. */
  linked: number
  /** Of these in runs that are long enough for a sentence, out of links. */
  prose: number
}

/** Characters of a run that may be a sentence. */
const SENTENCE = 60

/** What every node within `page` holds; what is hidden or left out holds nothing. */
export function measure(page: ParentNode, leftOut: ReadonlyMap<Node, Unread>): Map<Node, Held> {
  const held = new Map<Node, Held>()
  const visit = (node: Node, inLink: boolean): Held => {
    const isLeft = leftOut.has(node) || (isElement(node) && isUnseen(node))
    const sum = isLeft ? nothing() : isText(node) ? heldByText(node.value, inLink) : nothing()
    held.set(node, sum)
    if (isLeft || !('childNodes' in node)) return sum
    const prose = new Prose()
    for (const child of node.childNodes) {
      const within = visit(child, inLink || (isElement(child) && child.tagName === 'a'))
      sum.text += within.text
      sum.linked += within.linked
      prose.add(child, within)
    }
    sum.prose = prose.finish()
    return sum
  }
  visit(page, false)
  return held
}

function nothing(): Held {
  return { text: 0, linked: 0, prose: 0 }
}

function heldByText(value: string, inLink: boolean): Held {
  const text = value.replace(/\s+/g, ' ').trim().length
  return { text, linked: inLink ? text : 0, prose: 0 }
}

/** Sums the runs of an element's children up. */
class Prose {
  #sum = 0
  #run = 0

  add(child: Node, { text, linked, prose }: Held): void {
    this.#sum += prose
    const isPhrase = isText(child) || (isElement(child) && PHRASING.has(child.tagName) && prose === 0)
    if (isPhrase) this.#run += text - linked
    else if (!(isElement(child) && child.tagName === 'br')) this.#endRun()
  }

  finish(): number {
    this.#endRun()
    return this.#sum
  }

  #endRun(): void {
    if (this.#run >= SENTENCE) this.#sum += this.#run
    this.#run = 0
  }
}

const PHRASING = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

function isUnseen(element: Element): boolean {
  return (
    HIDDEN.has(element.tagName) ||
    attribute(element, 'hidden') !== undefined ||
    /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')
  )
}
