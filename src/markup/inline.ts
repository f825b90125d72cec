/** The inline structure of a block as its source has it, as a tree whose words are the block's text to the letter. */

import { type HtmlTag, readTags, type Tag, toldTag } from './html-tag.ts'
import { followed, readTarget } from './link-target.ts'
import { type SourceMark, WHITE_SPACE } from './source-marks.ts'

/** Elements of HTML that runs of words are shown as. */
export type Element = 'em' | 'strong' | 'del' | 'code' | 'link' | HtmlTag

/** Part of a block. Those that have no words are a line's end and the call of a note. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'element'; element: Element; href?: string | undefined; children: Inline[] }
  /** After the blank that stands in its place. Code has its next line set in. */
  | { type: 'break'; indent?: string }
  | { type: 'note'; label: string }

/** A link's beginning or end: several stand together where one link follows another. */
const LINK_PARTS = /\][^[]*(?:\[[^[\]]*\])?|\[/g
/** Deeper markup is left out: nobody writes it. */
const DEEPEST = 20

const PAIRED: Readonly<Record<string, Element>> = {
  emphasis: 'em',
  strong: 'strong',
  strikethrough: 'del',
  code: 'code',
}
const HARD_BREAKS: ReadonlySet<string> = new Set(['markdown-hard-break', 'html-break'])
/** Of a text whose lines are its own, such as code. */
const ALL_BREAKS: ReadonlySet<string> = new Set([...HARD_BREAKS, 'soft-break'])

/** What a text's structure depends on beside its marks. */
export interface InlineOptions {
  /** Addresses of links by reference, by `referenceName`. */
  references?: ReadonlyMap<string, string>
  /** Are the lines of the source those of the text? */
  ownLines?: boolean
}

/** The inline structure of a text with these marks, which are in its order. */
export function inlineOf(
  text: string,
  marks: readonly SourceMark[],
  { references = new Map(), ownLines = false }: InlineOptions = {},
): Inline[] {
  if (marks.length === 0) return [{ type: 'text', text }]
  const breaks = ownLines ? ALL_BREAKS : HARD_BREAKS
  const tree = new TreeBuilder(references)
  const reader = new TextReader(text)
  for (const mark of marks) {
    tree.text(reader.upTo(mark.at))
    if (breaks.has(mark.rule) && (mark.width > 0 || (ownLines && isWithin(mark, text)))) {
      tree.text(reader.upTo(mark.at + mark.width))
      tree.leaf({ type: 'break' })
    } else if (mark.rule === WHITE_SPACE) tree.indent(mark.source)
    else tree.mark(mark)
  }
  tree.text(reader.rest())
  return tree.finish()
}

/** Blank lines within code have no place in its text, nor have the ends of lines that are joined. */
function isWithin({ at }: SourceMark, text: string): boolean {
  return at > 0 && at < text.length
}

/** Reads a text by code points, once. */
export class TextReader {
  readonly #text: string
  #unit = 0
  #point = 0

  constructor(text: string) {
    this.#text = text
  }

  /** What stands between where it was read up to and this code point. */
  upTo(point: number): string {
    const from = this.#unit
    for (; this.#point < point && this.#unit < this.#text.length; this.#point++)
      this.#unit += this.#text.codePointAt(this.#unit)! > 0xffff ? 2 : 1
    return this.#text.slice(from, this.#unit)
  }

  rest(): string {
    return this.#text.slice(this.#unit)
  }
}

interface Open {
  element: Element
  /** Where it leads, when that is known from its beginning. */
  href: string | undefined
  /** What closes it: the same characters, or the end of a tag or a label. */
  closer: string
  children: Inline[]
}

/** Builds the tree. What is never closed, or closes nothing, leaves its words as they are. */
class TreeBuilder {
  readonly #targets: ReadonlyMap<string, string>
  readonly #root: Inline[] = []
  readonly #open: Open[] = []

  constructor(targets: ReadonlyMap<string, string>) {
    this.#targets = targets
  }

  text(text: string): void {
    const last = this.#children().at(-1)
    if (last?.type === 'text') last.text += text
    else if (text !== '') this.leaf({ type: 'text', text })
  }

  leaf(leaf: Inline): void {
    this.#children().push(leaf)
  }

  /** Sets the line in that begins here. */
  indent(white: string): void {
    const last = this.#children().at(-1)
    if (last?.type === 'break') last.indent = white
  }

  mark({ rule, source, kind }: SourceMark): void {
    const paired = PAIRED[rule]
    if (paired) this.#toggle(paired, source.trim())
    else if (rule === 'html')
      for (const tag of kind?.startsWith('tag:') ? toldTag(kind, source) : readTags(source)) this.#tag(tag)
    else if (rule === 'link') for (const [part] of source.matchAll(LINK_PARTS)) this.#link(part)
    else if (rule === 'muse-link') this.#museLink(source)
    else if (rule === 'autolink') this.#autolink(source)
    else if (kind?.startsWith('note-call:'))
      this.leaf({ type: 'note', label: kind.slice('note-call:'.length) })
    else if (rule === 'footnote-call')
      for (const [, label = ''] of source.matchAll(/\[\^([^[\]]*)\]/g)) this.leaf({ type: 'note', label })
  }

  finish(): Inline[] {
    while (this.#open.length > 0) this.#dissolve()
    return this.#root
  }

  #children(): Inline[] {
    return this.#open.at(-1)?.children ?? this.#root
  }

  #toggle(element: Element, closer: string): void {
    if (!this.#close(closer)) this.#begin(element, closer)
  }

  #tag({ name, closing, href }: Tag): void {
    if (!closing) this.#begin(name === 'a' ? 'link' : name, `</${name}>`, href)
    else this.#close(`</${name}>`)
  }

  /** `[` begins a label, `](address)` and `][reference]` end it; a lone `]` ends one that is its own reference. */
  #link(source: string): void {
    if (source.startsWith('[')) this.#begin('link', ']')
    else if (source.startsWith(']')) this.#close(']', readTarget(source.slice(1), this.#targets))
  }

  /** `[[address][` or `[[` begins a label, `]]` ends it; one without an address is its own. */
  #museLink(source: string): void {
    if (source.startsWith('[[')) this.#begin('link', ']]', followed(/^\[\[\s*([^\s\]]+)/.exec(source)?.[1]))
    else this.#close(']]', followed)
  }

  #autolink(source: string): void {
    if (source.startsWith('<')) this.#begin('link', '>')
    else this.#close('>', followed)
  }

  #begin(element: Element, closer: string, href?: string): void {
    if (this.#open.length < DEEPEST) this.#open.push({ element, closer, href, children: [] })
  }

  /** Closes what these characters close, with all in it. Answers false when that is not open. */
  #close(closer: string, target?: (label: string) => string | undefined): boolean {
    const at = this.#open.findLastIndex((open) => open.closer === closer)
    if (at < 0) return false
    while (this.#open.length > at + 1) this.#dissolve()
    const { element, children, ...open } = this.#open.pop()!
    const href = open.href ?? target?.(wordsOf(children))
    if (element === 'link' && href === undefined) this.#keep(children)
    else this.#children().push({ type: 'element', element, children, ...(href !== undefined && { href }) })
    return true
  }

  /** Takes away an element that was never closed; its words stay. */
  #dissolve(): void {
    this.#keep(this.#open.pop()!.children)
  }

  /** What stood in an element that is none. */
  #keep(children: readonly Inline[]): void {
    for (const child of children) {
      if (child.type === 'text') this.text(child.text)
      else this.leaf(child)
    }
  }
}

/** Code as its source has it: its lines end where they end there, and are set in. */
export function codeOf(nodes: readonly Inline[]): string {
  const parts = nodes.map((node) => (node.type === 'break' ? `\n${node.indent ?? ''}` : wordsOf([node])))
  return parts.join('').replaceAll(' \n', '\n')
}

/** The words of a tree: to the letter those of the text that it was made of. */
export function wordsOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.text : node.type === 'element' ? wordsOf(node.children) : ''))
    .join('')
}
