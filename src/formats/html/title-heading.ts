import { elementsIn, lineIn, namesOf } from './nodes.ts'
import type { Element } from './tree.ts'

const SUBTITLE = /\b(?:subtitle|subheading|subheadline|standfirst|dek|deck)\b/

/** The heading of the article where it stands before it, and what is called its subtitle. */
export function titleHeading(body: Element, root: Element, titles: readonly string[]): Element[] {
  const elements = elementsIn(body, (element) => element !== root)
  const before = elements.slice(0, elements.indexOf(root))
  const within = elementsIn(root).filter(isHeading)
  if (within.some((heading) => heading.tagName === 'h1' || isTitle(lineIn(heading), titles))) return []
  const headings = before.filter(isHeading)
  const firsts = headings.filter(({ tagName }) => tagName === 'h1')
  const title =
    headings.findLast((heading) => isTitle(lineIn(heading), titles)) ??
    (firsts.length === 1 && titles.length === 0 ? firsts[0] : undefined)
  if (title === undefined) return []
  const below = before.slice(before.indexOf(title)).find((element) => SUBTITLE.test(namesOf(element)))
  return below && !elementsIn(title).includes(below) ? [title, below] : [title]
}

function isHeading({ tagName }: Element): boolean {
  return /^h[1-3]$/.test(tagName)
}

function isTitle(line: string, titles: readonly string[]): boolean {
  const folded = fold(line)
  return folded !== '' && titles.some((title) => fold(title) === folded || isCut(fold(title), folded))
}

/** A title with the name of the site before or behind it. */
function isCut(title: string, heading: string): boolean {
  return heading.length > 8 && (title.startsWith(heading) || title.endsWith(heading))
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
