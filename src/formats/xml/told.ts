/** What documents of XML say of themselves → statements in the words of front matter. */
import { MOST } from '../../loading/metadata/bounds.ts'
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import { lineIn } from '../html/nodes.ts'
import { isElement } from '../html/tree.ts'
import type { XmlElement } from './xml-tree.ts'

/** Something that a document says, under a key of front matter, and the element that says it. */
export interface Told {
  key: string
  value: unknown
  element?: XmlElement | undefined
}

/** Names in a role and keywords, at most: documents with more are read with the first of them. */
const MOST_TOLD = MOST.authors

/** The statements; of a key the first, but for names and keywords. Abstracts that are too long to keep are in the text alone. */
export function statementsOf(told: readonly Told[], source: string): Statement[] {
  const counts = new Map<string, number>()
  return told.flatMap(({ key, value, element }): Statement[] => {
    if (value === undefined || value === '' || (key === 'abstract' && String(value).length > MOST.abstract))
      return []
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > (SEVERAL.has(key) ? MOST_TOLD : 1)) return []
    const at = element?.sourceCodeLocation
    const inner = at?.startTag && at.endTag && { start: at.startTag.endOffset, end: at.endTag.startOffset }
    const span = inner && inner.end >= inner.start ? inner : undefined
    return [
      {
        ...{ field: `${UNREAD}${key}`, value, certainty: 'certain', origin: 'parsed' },
        ...(span && { ...span, raw: source.slice(span.start, span.end).slice(0, 1000) }),
        rule: element?.named ?? 'element',
      },
    ]
  })
}

const SEVERAL = new Set([
  'author',
  'editor',
  'translator',
  'contributor',
  'compiler',
  'illustrator',
  'recipient',
  'keywords',
])

/** The first element at a path of names below another; `*` is any depth. */
export function at(from: XmlElement | undefined, path: string): XmlElement | undefined {
  return allAt(from, path)[0]
}

/** All elements at a path of names below another. */
export function allAt(from: XmlElement | undefined, path: string): XmlElement[] {
  let found = from ? [from] : []
  for (const name of path.split('/'))
    found = found.flatMap((each) => childrenOf(each).filter(({ named }) => named === name))
  return found
}

/** The elements of this name anywhere below another. */
export function within(from: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const visit = (element: XmlElement) => {
    for (const child of childrenOf(element)) {
      if (child.named === name) found.push(child)
      visit(child)
    }
  }
  if (from) visit(from)
  return found
}

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.childNodes.filter(isElement) as XmlElement[]
}

/** The words of an element in one line; undefined where it has none. */
export function words(element: XmlElement | undefined): string | undefined {
  return (element && lineIn(element)) || undefined
}

/** An attribute by its name. */
export function given(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attrs.find((each) => each.name === name)?.value.trim() || undefined
}

/** A title with its subtitle. */
export function titleOf(main: string | undefined, sub: string | undefined): string | undefined {
  if (main === undefined || sub === undefined) return main
  return `${main}${/[:?!.…]$/.test(main) ? '' : ':'} ${sub}`
}

/** A person by the parts of the name, else as it is written. */
export function personOf(parts: {
  family?: string | undefined
  given?: string | undefined
  suffix?: string | undefined
  whole?: string | undefined
}): unknown {
  const { family, given: first, suffix, whole } = parts
  if (family === undefined) return whole
  return { family, ...(first && { given: first }), ...(suffix && { suffix }) }
}

/** A date of digits as EDTF has it. */
export function dateOf(year?: string, month?: string, day?: string): string | undefined {
  if (year === undefined || !/^\d{4}$/.test(year)) return undefined
  const two = (part: string | undefined) =>
    part && /^\d{1,2}$/.test(part) ? `-${part.padStart(2, '0')}` : ''
  return two(month) === '' ? year : `${year}${two(month)}${two(day)}`
}
