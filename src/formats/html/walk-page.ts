/** Takes a walk through the tree of a page and tells its sink where each part of it stands. */
import type { SourceSink, Unread } from '../source-sink.ts'
import { HtmlWalk } from './html-walk.ts'
import { formulaOf } from './math.ts'
import { type Element, isComment, isElement, isText, type Node, type ParentNode } from './tree.ts'

/** What somebody who knows the page says of its elements. */
export interface PageGuide {
  /** Elements and texts that are left out whole, with what they are. */
  leftOut: ReadonlyMap<Node, Unread>
  /** Tables that pages are set with: their cells hold blocks. */
  layout: ReadonlySet<Element>
  /** Attributes that elements have beside their own. */
  said: Said
}

/** Attributes by element. */
export type Said = Map<Element, [name: string, value: string][]>

const DISPLAYS = new Set(['figure', 'iframe', 'object', 'video', 'audio', 'svg', 'table', 'pre'])
const OF_TABLE = new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th'])

/** Gives the words of a page to a sink; answers how many pictures were passed over. */
export function walkPage(page: ParentNode, sink: SourceSink, guide: PageGuide): number {
  const reader = new PageReader(sink, guide)
  reader.children(page, false)
  return reader.pictures
}

class PageReader {
  readonly #sink: SourceSink
  readonly #guide: PageGuide
  readonly #walk: HtmlWalk
  /** Behind all that was read: what the parser repeats has no place of its own. */
  #read = 0
  pictures = 0

  constructor(sink: SourceSink, guide: PageGuide) {
    this.#sink = sink
    this.#guide = guide
    this.#walk = new HtmlWalk(sink)
  }

  /** @param inLayout whether rows and cells among them are those of a table that a page is set with */
  children(parent: ParentNode, inLayout: boolean): void {
    for (const node of parent.childNodes) this.#node(node, inLayout)
  }

  #node(node: Node, inLayout: boolean): void {
    if (isElement(node)) this.#element(node, inLayout)
    else if (isText(node)) {
      const { startOffset, endOffset } = node.sourceCodeLocation!
      if (startOffset < this.#read) return
      this.#stand(startOffset, endOffset)
      const out = this.#guide.leftOut.get(node)
      if (out === undefined) this.#walk.text(node.value)
      this.#sink.unread(out ?? BLANK)
    } else if (isComment(node)) {
      this.#standAll(node)
      this.#sink.unread(COMMENT)
    }
  }

  #element(node: Element, inLayout: boolean): void {
    const isLayout = this.#guide.layout.has(node) || (inLayout && OF_TABLE.has(node.tagName))
    const name = isLayout ? 'div' : node.tagName
    const out = this.#guide.leftOut.get(node)
    const formula = out ? undefined : formulaOf(node)
    if (formula !== undefined) {
      this.#standAll(node)
      this.#walk.formula(formula)
      return
    }
    if (name === 'img' && !out) this.pictures++
    this.#standTag(node)
    const { what, whole } = this.#walk.enter(name, this.#attributes(node, out))
    if (whole) {
      this.#standAll(node)
      this.#sink.unread(out ?? what)
      this.#walk.leave(name)
    } else {
      this.#sink.unread(what)
      this.children('content' in node ? (node.content as ParentNode) : node, isLayout)
      this.#standEnd(node)
      this.#walk.leave(name)
      this.#sink.unread(what.rule === 'html' ? INLINE : BLOCK)
    }
    if (name === 'hr') this.#sink.builder.barrier('rule')
    else if (DISPLAYS.has(name)) this.#sink.builder.barrier('display')
  }

  #attributes(node: Element, out: Unread | undefined): ReadonlyMap<string, string> {
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
    for (const [name, value] of this.#guide.said.get(node) ?? []) attributes.set(name, value)
    if (out) attributes.set('hidden', '')
    return attributes
  }

  #standTag({ sourceCodeLocation: at }: Element): void {
    const { startOffset = this.#read } = at ?? {}
    this.#stand(
      startOffset,
      at?.startTag?.endOffset ?? (at?.endTag ? at.endTag.startOffset : at?.endOffset) ?? startOffset,
    )
  }

  #standEnd({ sourceCodeLocation: at }: Element): void {
    const end = at?.endOffset ?? this.#read
    this.#stand(at?.endTag?.startOffset ?? end, end)
  }

  #standAll({ sourceCodeLocation: at }: Node): void {
    this.#stand(at?.startOffset ?? this.#read, at?.endOffset ?? this.#read)
  }

  #stand(start: number, end: number): void {
    const from = Math.max(start, this.#read)
    this.#read = Math.max(end, this.#read)
    this.#sink.at({ start: from, end: this.#read })
  }
}

const BLANK: Unread = { kind: 'white-space', role: 'separator', rule: 'white-space' }
const COMMENT: Unread = { kind: 'comment', role: 'markup', rule: 'html-comment' }
const INLINE: Unread = { kind: 'markup', role: 'markup', rule: 'html' }
const BLOCK: Unread = { kind: 'markup', role: 'markup', rule: 'html-block' }
