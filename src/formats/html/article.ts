/**
 * Finds the article of a page: the parts that are called navigation, comments, sidebars are set aside, and of the rest
 * the smallest element that holds nearly all prose is it. It leaves in rather than out.
 */
import type { Unread } from '../source-sink.ts'
import { furnitureName } from './furniture-names.ts'
import { attribute, elementsIn, namesOf, parentOf } from './nodes.ts'
import { type Held, measure } from './prose.ts'
import { titleHeading } from './title-heading.ts'
import { type Element, isComment, isElement, isText, type Node, type ParentNode } from './tree.ts'

/** The part of an element's prose that one child must have to be gone into. */
const NEARLY_ALL = 0.9
/** Prose, in characters, by which something may be an article. */
const SOME = 140

/** What of a page is not its article, with what it is. Empty where the whole body is. */
export function findFurniture(body: Element, titles: readonly string[]): Map<Node, Unread> {
  const named = namedFurniture(body)
  let held = measure(body, named)
  // Where what is left is no text, the names deceived.
  if (held.get(body)!.prose < SOME) {
    const all = measure(body, new Map())
    if (all.get(body)!.prose >= Math.max(2 * held.get(body)!.prose, SOME)) {
      named.clear()
      held = all
    }
  }
  const root = rootOf(body, held)
  const kept = [root, ...titleHeading(body, root, titles)]
  const leftOut = new Map<Node, Unread>()
  outside(body, { kept: new Set(kept), leftOut, holders: holdersOf(kept) })
  for (const [node, what] of named) leftOut.set(node, what)
  for (const node of linkLists(root, held)) leftOut.set(node, furniture('navigation'))
  return leftOut
}

function furniture(kind: string): Unread {
  return { kind, role: 'furniture', rule: 'not-article' }
}

/** The outermost elements that are called something that an article is not. */
function namedFurniture(body: Element): Map<Node, Unread> {
  const found = new Map<Node, Unread>()
  const holdsArticle = holdersOf(elementsIn(body).filter(isArticle))
  elementsIn(body, (element) => {
    const name = holdsArticle.has(element) ? undefined : furnitureName(element)
    if (name !== undefined && !isOfArticle(element, name)) found.set(element, furniture(name))
    return !found.has(element)
  })
  return found
}

const BODIES =
  /(?:^|\s)(?:articlebody|entry-content|post-content|post-body|article-body|article-content|story-body|mw-parser-output|markdown-body|main-content)(?:\s|$)/

function isArticle(element: Element): boolean {
  return (
    ['article', 'main', 'h1'].includes(element.tagName) ||
    attribute(element, 'role') === 'main' ||
    BODIES.test(namesOf(element))
  )
}

/** A footer within a quotation names whom it is from; notes may stand in any. */
function isOfArticle(element: Element, name: string): boolean {
  if (name === 'page-footer' && element.tagName === 'footer')
    return isWithin(element, ['blockquote', 'figure'])
  if (element.tagName === 'aside' || name === 'page-footer')
    return /\b(?:footnotes?|endnotes?|notes|doc-footnote|epigraph|pullquote)\b/.test(namesOf(element))
  return false
}

/** Goes in while one child has nearly all, preferring one that is said to be the article. */
function rootOf(body: Element, held: ReadonlyMap<Node, Held>): Element {
  const proseOf = (element: Node) => held.get(element)?.prose ?? 0
  let root = body
  for (;;) {
    const most = root.childNodes
      .filter(isElement)
      .find((child) => proseOf(child) >= NEARLY_ALL * proseOf(root))
    if (most === undefined || proseOf(most) < SOME || STOPS.has(most.tagName)) break
    root = most
  }
  const said = elementsIn(root).find(
    (element) =>
      SAID.test(namesOf(element)) && proseOf(element) >= 0.6 * proseOf(root) && proseOf(element) >= SOME,
  )
  return said ?? root
}

const STOPS = new Set([
  'p',
  'blockquote',
  'ul',
  'ol',
  'dl',
  'li',
  'pre',
  'td',
  'tr',
  'tbody',
  'section',
  'figure',
])
const SAID =
  /(?:^|\s)(?:articlebody|entry-content|post-content|post-body|article-body|mw-parser-output|markdown-body)(?:\s|$)/

/** What stands beside the way to what is kept. */
function outside(
  parent: ParentNode,
  { kept, holders, leftOut }: { kept: Set<Node>; holders: Set<Node>; leftOut: Map<Node, Unread> },
): void {
  if (kept.has(parent)) return
  for (const child of parent.childNodes) {
    if (kept.has(child) || isComment(child)) continue
    if (isElement(child) && holders.has(child)) outside(child, { kept, holders, leftOut })
    else if (isElement(child)) leftOut.set(child, furniture(furnitureName(child) ?? placeName(child)))
    else if (isText(child) && child.value.trim() !== '') leftOut.set(child, furniture('page'))
  }
}

function placeName({ tagName }: Element): string {
  if (tagName === 'header') return 'page-header'
  return tagName === 'script' || tagName === 'style' ? 'machine' : 'page'
}

/** Lists of nothing but links at the edges of the article: of what was before and what comes. */
function linkLists(root: Element, held: ReadonlyMap<Node, Held>): Element[] {
  const children = root.childNodes.filter(isElement)
  const isLinks = (element: Element) => {
    const { text, linked, prose } = held.get(element) ?? { text: 0, linked: 0, prose: 0 }
    return text > 0 && prose === 0 && linked >= 0.85 * text && countLinks(element) > 1 && !isHeading(element)
  }
  const isEmpty = (element: Element) => (held.get(element)?.text ?? 0) === 0
  const before = children.findIndex((child) => !isEmpty(child) && !isLinks(child))
  const behind = children.findLastIndex((child) => !isEmpty(child) && !isLinks(child))
  if (before < 0) return []
  return children.filter((child, at) => (at < before || at > behind) && isLinks(child))
}

function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/.test(tagName)
}

function countLinks(element: Element): number {
  return elementsIn(element).filter(({ tagName }) => tagName === 'a').length
}

/** All elements that the given ones stand in. */
function holdersOf(elements: readonly Element[]): Set<Node> {
  const found = new Set<Node>()
  for (const element of elements)
    for (let up = parentOf(element); up && !found.has(up); up = parentOf(up)) found.add(up)
  return found
}

function isWithin(element: Element, names: readonly string[]): boolean {
  for (let up = parentOf(element); up; up = parentOf(up)) if (names.includes(up.tagName)) return true
  return false
}
