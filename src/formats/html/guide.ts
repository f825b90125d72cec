import { attribute, elementsIn } from './nodes.ts'
import { findNotes } from './note-links.ts'
import { layoutTables } from './tables.ts'
import type { Element, ParentNode } from './tree.ts'
import type { PageGuide, Said } from './walk-page.ts'

/** What a page tells of its elements that none of them tells alone: which are notes, which tables set the page, how lists count. */
export function guideOf(page: ParentNode): PageGuide {
  const elements = elementsIn(page)
  const said: Said = findNotes(elements)
  for (const list of elements.filter(({ tagName }) => tagName === 'ol')) sayStart(list, said)
  return { leftOut: new Map(), layout: layoutTables(elements), said }
}

/** A list that counts down begins with the number of its items. */
function sayStart(list: Element, said: Said): void {
  if (attribute(list, 'reversed') === undefined || attribute(list, 'start') !== undefined) return
  const items = list.childNodes.filter(({ nodeName }) => nodeName === 'li').length
  said.set(list, [...(said.get(list) ?? []), ['start', String(items)]])
}
