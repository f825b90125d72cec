/** The tree of a document of XML, in the shape of that of a page, with the place of each node; in bounded time. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html as spec } from 'parse5'
import { SaxesParser } from 'saxes'
import { MalformedMarkup, SourceTooComplex } from '../../loading/errors.ts'
import type { Document, Element, Node, ParentNode } from '../html/tree.ts'
import { Entities } from './entities.ts'

/** An element of XML. Its tag name, and its attributes but for `xml:id` and `xml:lang`, are without prefixes. */
export interface XmlElement extends Element {
  /** Its name in the source, when `tagName` is that of the element of HTML that it is read as. */
  named: string
  /** The node that it stands behind in its parent. */
  behind?: Node | undefined
}

/** Elements in one another, as in pages. */
const MOST_DEPTH = 500
/** Each takes about 2 kB while a document is read. The Psalms with an element for each word have 40,000. */
const MOST_ELEMENTS = 150_000

/**
 * Parses a document. No declaration of a document type is fetched or applied; entities are those of XML and HTML, and
 * short texts that the document declares. Throws `MalformedMarkup` with the line, and `SourceTooComplex` beyond the bounds.
 */
export function parseXml(source: string): { document: Document; root: XmlElement } {
  const builder = new TreeBuilder(source)
  const parser = new SaxesParser()
  const entities = new Entities(source)
  for (const [name, text] of entities.known) parser.ENTITIES[name] = text
  const markup = () => builder.markup(parser.position)
  parser.on('xmldecl', markup)
  parser.on('comment', markup)
  parser.on('processinginstruction', markup)
  parser.on('doctype', (text) => {
    markup()
    for (const [name, value] of entities.declared(text)) parser.ENTITIES[name] = value
  })
  parser.on('cdata', () => builder.cdata(parser.position))
  parser.on('opentag', ({ name, attributes, isSelfClosing }) =>
    builder.open(name, attributes, { end: parser.position, isSelfClosing }),
  )
  parser.on('closetag', ({ isSelfClosing }) => builder.close(parser.position, isSelfClosing))
  parser.on('error', ({ message }) => {
    const undefinedName = /undefined entity/.test(message)
      ? /&([^&;]{1,100});?$/.exec(source.slice(Math.max(0, parser.position - 102), parser.position))?.[1]
      : undefined
    if (undefinedName !== undefined) throw entities.unknown(undefinedName, parser.line)
    throw new MalformedMarkup(parser.line, message.replace(/^\d+:\d+: /, '').slice(0, 200))
  })
  builder.expand = (text) => entities.expanded(text)
  parser.write(source).close()
  return { document: builder.document, root: builder.root! }
}

/** Puts nodes together. All that stands between two pieces of markup is text. */
class TreeBuilder {
  readonly document: Document = defaultTreeAdapter.createDocument()
  root: XmlElement | undefined
  expand: (text: string) => { start: number; end: number; text: string }[] = () => []
  readonly #source: string
  #parent: ParentNode = this.document
  #at = 0
  #depth = 0
  #elements = 0

  constructor(source: string) {
    this.#source = source
    if (source.startsWith('\ufeff')) this.#comment(0, 1)
  }

  markup(end: number): void {
    this.#comment(this.#text(), end)
  }

  /** Its marks are markup, and what stands between them is text as it is. */
  cdata(end: number): void {
    const start = this.#text()
    const [from, to] = [start + '<![CDATA['.length, end - ']]>'.length]
    this.#comment(start, from)
    if (to > from) this.#words({ start: from, end: to, text: this.#source.slice(from, to) })
    this.#comment(to, end)
  }

  open(
    name: string,
    attributes: Readonly<Record<string, string>>,
    { end, isSelfClosing }: { end: number; isSelfClosing: boolean },
  ): void {
    const start = this.#text()
    if (++this.#depth > MOST_DEPTH)
      throw new SourceTooComplex(
        `Elements are nested more than ${MOST_DEPTH} deep. Save the document anew in the program that wrote it, or send its text.`,
      )
    this.#count()
    const local = withoutPrefix(name)
    const attrs = Object.entries(attributes).map(([key, value]) => ({ name: attributeName(key), value }))
    const element = defaultTreeAdapter.createElement(local, spec.NS.HTML, attrs) as XmlElement
    element.named = local
    element.behind = this.#parent.childNodes.at(-1)
    const tag = located(start, end)
    element.sourceCodeLocation = { ...tag, startTag: tag, ...(isSelfClosing ? {} : { endTag: tag }) }
    defaultTreeAdapter.appendChild(this.#parent, element)
    this.root ??= element
    this.#parent = element
    this.#at = end
  }

  close(end: number, isSelfClosing: boolean): void {
    const element = this.#parent as XmlElement
    if (!isSelfClosing) {
      const start = this.#text()
      const at = element.sourceCodeLocation!
      at.endOffset = end
      at.endTag = located(start, end)
    }
    this.#depth--
    this.#at = end
    this.#parent = element.parentNode!
  }

  /** Takes the text up to the markup that begins next; answers where it does. */
  #text(): number {
    const next = this.#source.indexOf('<', this.#at)
    const [start, end] = [this.#at, next < 0 ? this.#source.length : next]
    if (end > start && this.#depth > 0)
      for (const run of this.expand(this.#source.slice(start, end)))
        this.#words({ start: start + run.start, end: start + run.end, text: run.text })
    this.#at = end
    return end
  }

  #words({ start, end, text }: { start: number; end: number; text: string }): void {
    const node = defaultTreeAdapter.createTextNode(text)
    node.sourceCodeLocation = located(start, end)
    defaultTreeAdapter.appendChild(this.#parent, node)
  }

  #count(): void {
    if (++this.#elements > MOST_ELEMENTS)
      throw new SourceTooComplex(
        `The document has more than ${MOST_ELEMENTS} elements, comments and instructions. Split it into several works, or send its text.`,
      )
  }

  #comment(start: number, end: number): void {
    this.#count()
    const node = defaultTreeAdapter.createCommentNode('')
    node.sourceCodeLocation = located(start, end)
    defaultTreeAdapter.appendChild(this.#parent, node as DefaultTreeAdapterMap['childNode'])
    this.#at = end
  }
}

/** A run of the source as parsers of pages tell it; lines are of no use here. */
export function located(startOffset: number, endOffset: number) {
  return { startOffset, endOffset, startLine: 0, startCol: 0, endLine: 0, endCol: 0 }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributeName(name: string): string {
  return name.startsWith('xml:') ? name : withoutPrefix(name)
}
