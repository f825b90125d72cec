/** Everything that a page says of itself, under the names that it says it by, in its order. */

import { readJsonLd } from './json-ld.ts'
import { attribute, elementsIn, lineIn } from './nodes.ts'
import type { Said } from './said.ts'
import { type Element, isComment, type ParentNode } from './tree.ts'

/** Characters of a value that is looked at. */
const LONGEST = 4000

/** What the elements of a page say. */
export function saidOfPage(page: ParentNode, source: string): Said[] {
  return [...savedFrom(page), ...elementsIn(page).flatMap((element) => saidBy(element, source))].filter(
    ({ value }) => value !== '' && value.length <= LONGEST,
  )
}

function saidBy(element: Element, source: string): Said[] {
  switch (element.tagName) {
    case 'html':
      return [
        ...ofAttribute(element, 'lang', 'html.lang', source),
        ...ofAttribute(element, 'xml:lang', 'html.lang', source),
      ]
    case 'title':
      return [{ name: 'html.title', value: lineIn(element), ...within(element) }]
    case 'meta':
      return ofMeta(element, source)
    case 'link':
      return ofRelation(element, source)
    case 'script':
      return attribute(element, 'type')?.toLowerCase() === 'application/ld+json' ? readJsonLd(element) : []
    default:
      return [...ofRelation(element, source), ...ofBody(element, source)]
  }
}

/** `name` of HTML, `property` of RDFa and OpenGraph, `itemprop` of microdata; Dublin Core has several separators. */
function ofMeta(element: Element, source: string): Said[] {
  const names = ['name', 'property', 'itemprop', 'http-equiv'].flatMap((name) =>
    (attribute(element, name) ?? '').toLowerCase().split(/\s+/),
  )
  return names
    .filter((name) => name !== '')
    .flatMap((name) =>
      ofAttribute(element, 'content', name.replace(/^(dc|dcterms|prism)[:_]/, '$1.'), source),
    )
}

function ofRelation(element: Element, source: string): Said[] {
  const relations = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/)
  return relations
    .filter((relation) => RELATIONS.has(relation))
    .flatMap((relation) =>
      relation === 'author'
        ? element.tagName === 'a'
          ? [{ name: 'rel.author', value: lineIn(element), ...within(element) }]
          : []
        : ofAttribute(element, 'href', `rel.${relation}`, source),
    )
}

const RELATIONS = new Set(['canonical', 'license', 'author'])
/** What an element that names the author is called as a whole. */
const BYLINE =
  /^(?:byline|by-line|author|author-name|byline-name|byline__name|post-author|entry-author|article-author|writtenby)$/

function ofBody(element: Element, source: string): Said[] {
  const said: Said[] = []
  const properties = (attribute(element, 'itemprop') ?? '').toLowerCase().split(/\s+/)
  for (const name of properties.filter((property) => property === 'author' || property === 'headline'))
    said.push({ name: `itemprop.${name}`, value: lineIn(element), ...within(element) })
  if (element.tagName === 'time') {
    const isPublished = properties.includes('datepublished') || attribute(element, 'pubdate') !== undefined
    said.push(...ofAttribute(element, 'datetime', isPublished ? 'time.published' : 'time', source))
  }
  const classes = (attribute(element, 'class') ?? '').toLowerCase().split(/\s+/)
  if (classes.some((name) => BYLINE.test(name)))
    said.push({ name: 'byline', value: lineIn(element).slice(0, LONGEST), ...within(element) })
  return said
}

/** The value of an attribute and where it stands, without its quotation marks. */
function ofAttribute(element: Element, attributeName: string, name: string, source: string): Said[] {
  const value = attribute(element, attributeName)?.trim()
  if (value === undefined) return []
  const at = element.sourceCodeLocation?.attrs?.[attributeName]
  if (!at) return [{ name, value }]
  const start = source.indexOf(value, at.startOffset + attributeName.length)
  return start < 0 || start >= at.endOffset
    ? [{ name, value }]
    : [{ name, value, start, end: start + value.length }]
}

function within(element: Element): { start: number; end: number } | undefined {
  const { startTag, endTag } = element.sourceCodeLocation ?? {}
  return startTag && endTag ? { start: startTag.endOffset, end: endTag.startOffset } : undefined
}

/** Browsers write into a page that they save where it was, SingleFile also when. */
function savedFrom(page: ParentNode): Said[] {
  return [
    ...page.childNodes,
    ...elementsIn(page)
      .slice(0, 3)
      .flatMap(({ childNodes }) => childNodes),
  ]
    .filter(isComment)
    .flatMap(({ data, sourceCodeLocation }) => {
      const from =
        /saved from url=\(\d+\)(\S+)/.exec(data)?.[1] ??
        /Page saved with SingleFile\s+url:\s*(\S+)/.exec(data)?.[1]
      const date = /saved date:([^\n]+)/.exec(data)?.[1]?.trim()
      const start = sourceCodeLocation!.startOffset + 4
      return [
        ...(from ? [place('saved.url', from, data, start)] : []),
        ...(date ? [place('saved.date', date, data, start)] : []),
      ]
    })
}

function place(name: string, value: string, text: string, base: number): Said {
  const start = base + text.indexOf(value)
  return { name, value, start, end: start + value.length }
}
