/** Takes a walk through the tree of a page and tells its sink where each part of it stands. */
import type { SourceSink, Unread } from '../source-sink.ts'
import { HtmlWalk, NOTE_LABEL } from './html-walk.ts'
import { formulaOf } from './math.ts'
import { attribute } from './nodes.ts'
import { type Element, isComment, isElement, isText, type Node, type ParentNode } from './tree.ts'

/** What somebody who knows the page says of its elements. */
export interface PageGuide {
  /** Elements and texts that are left out whole, with what they are. */
  leftOut: ReadonlyMap<Node, Unread>
  /** Tables that pages are set with: their cells hold blocks. */
  layout: ReadonlySet<Element>
  /** Attributes that elements have beside their own. */
  said: Said
  /** Words that are shown where the start tags of elements stand; a line feed is the end of a line. */
  shown?: ReadonlyMap<Element, string>
  /** Notes that stand where they are called: within a block they are read behind all else. */
  later?: ReadonlySet<Element>
  /** Whether segments tell which elements of HTML are meant: those of the source have other names. */
  tellsTags?: boolean
}

/** Attributes by element. */
export type Said = Map<Element, [name: string, value: string][]>

const DISPLAYS = new Set(['figure', 'iframe', 'object', 'video', 'audio', 'svg', 'table', 'pre'])
const OF_TABLE = new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th'])

/** Gives the words of a page to a sink; answers how many pictures were passed over. */
export function walkPage(page: ParentNode, sink: SourceSink, guide: PageGuide): number {
  const reader = new PageReader(sink, guide)
  reader.children(page, false)
  reader.notes()
  return reader.pictures
}

class PageReader {
  readonly #sink: SourceSink
  readonly #guide: PageGuide
  readonly #walk: HtmlWalk
  /** Behind all that was read: what the parser repeats has no place of its own. */
  #read = 0
  readonly #later: Element[] = []
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

  /** Reads the notes that stand within blocks, and those in them. */
  notes(): void {
    for (const note of this.#later) {
      const { startTag, endTag } = note.sourceCodeLocation!
      this.#read = startTag!.endOffset
      this.#sink.backTo(this.#read)
      this.#walk.enter(note.tagName, this.#attributes(note, undefined))
      this.children(note, false)
      const end = endTag?.startOffset ?? this.#read
      this.#sink.at({ start: end, end })
      this.#walk.leave(note.tagName)
    }
  }

  /** The start tag of a note within a block calls it; what is in it follows behind all else. */
  #putOff(node: Element): void {
    const { startOffset: start } = node.sourceCodeLocation!
    const { startTag, endTag } = node.sourceCodeLocation!
    const label = attribute(node, NOTE_LABEL)!
    this.#stand(start, startTag!.endOffset)
    this.#sink.mark({ name: 'note', start, end: startTag!.endOffset, label: attribute(node, 'id')! })
    this.#sink.builder.scatter()
    const pieces: [end: number, what: Unread][] = [
      [start + 1, { kind: `note-call:${label}`, role: 'note', rule: 'footnote-call' }],
      [start + 2, BLOCK],
      [startTag!.endOffset, { kind: `note:${label}`, role: 'markup', rule: 'footnote-label' }],
    ]
    let from = start
    for (const [end, what] of pieces) {
      this.#sink.at({ start: from, end })
      this.#sink.unread(what)
      from = end
    }
    this.#later.push(node)
    if (endTag) {
      this.#stand(endTag.startOffset, endTag.endOffset)
      this.#sink.unread(BLOCK)
    }
  }

  #node(node: Node, inLayout: boolean): void {
    if (isElement(node) && this.#guide.later?.has(node) && this.#sink.isOpen) this.#putOff(node)
    else if (isElement(node)) this.#element(node, inLayout)
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
    if (!out && !whole) this.#show(node)
    if (whole) {
      this.#standAll(node)
      this.#sink.unread(out ?? what)
      this.#walk.leave(name)
    } else {
      this.#sink.unread(this.#told(what, name))
      this.children('content' in node ? (node.content as ParentNode) : node, isLayout)
      this.#standEnd(node)
      this.#walk.leave(name)
      this.#sink.unread(what.rule === 'html' ? this.#told(INLINE, `/${name}`) : BLOCK)
    }
    this.#endDisplay(name)
  }

  #endDisplay(name: string): void {
    if (name === 'hr') this.#sink.builder.barrier('rule')
    else if (DISPLAYS.has(name)) this.#sink.builder.barrier('display')
  }

  #show(node: Element): void {
    const shown = this.#sink.isOpen ? this.#guide.shown?.get(node) : undefined
    if (shown === '\n') this.#sink.lineBreak()
    else if (shown !== undefined) this.#sink.shown(shown)
  }

  #told(what: Unread, tag: string): Unread {
    if (!this.#guide.tellsTags || what.rule !== 'html') return what
    return { ...what, kind: `tag:${tag === 'span' || tag === '/span' ? '' : tag}` }
  }

  #attributes(node: Element, out: Unread | undefined): ReadonlyMap<string, string> {
    const said = this.#guide.said.get(node)
    if (node.attrs.length === 0 && said === undefined && out === undefined) return NONE
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
    for (const [name, value] of said ?? []) attributes.set(name, value)
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

const NONE: ReadonlyMap<string, string> = new Map()
const BLANK: Unread = { kind: 'white-space', role: 'separator', rule: 'white-space' }
const COMMENT: Unread = { kind: 'comment', role: 'markup', rule: 'html-comment' }
const INLINE: Unread = { kind: 'markup', role: 'markup', rule: 'html' }
const BLOCK: Unread = { kind: 'markup', role: 'markup', rule: 'html-block' }
