/** The lines of a Muse source as the blocks that they make. */
import type { BlockKind } from '../../loading/block.ts'
import type { Span } from '../../loading/draft.ts'
import { anchorOf, type BlockName, type Line, museLines } from './muse-lines.ts'

/** A block in the making: its lines, in order, and the mark before the first. */
export interface Element {
  kind: BlockKind
  start: number
  end: number
  lines: Span[]
  level?: number
  /** What it is an item of: its number, null in a list without numbers. */
  item?: number | null
  /** Of a note. */
  label?: string
  quotation?: number
  /** Lines that begin a paragraph of its own in the block: by their index. */
  breaks?: number[]
  /** Code, whose marks are none. */
  isLiteral?: boolean
}

/** What stands between blocks and says what it is. */
export interface Aside extends Span {
  rule: 'muse-comment' | 'ornament' | 'anchor' | 'muse-include' | 'language' | 'muse-block'
}

/** Blocks and what stands between them, in order. */
export type Part = { element: Element } | { aside: Aside }

/** Columns from which on lines are set in the middle, and to the right. */
const CENTRED = 6

/** Reads the text from an offset on. */
export function museParts(source: string, from: number): Part[] {
  const reader = new MuseReader(source)
  for (const line of museLines(source, from)) reader.take(line)
  return reader.parts
}

class MuseReader {
  readonly parts: Part[] = []
  /** Tags that are open. */
  readonly #blocks: { name: BlockName; quotation?: number }[] = []
  /** Columns that the items of the open lists begin behind, from the outermost on. */
  readonly #lists: number[] = []
  /** What the next line may belong to. */
  #open: Element | undefined
  #note: { element: Element; indent: number } | undefined
  /** Inside of code, a comment or verse: what ends it. */
  #literal: { end: BlockName | '{{{'; element: Element | undefined } | undefined
  #quotations = 0
  /** Lines of anchors alone, within or before what is open. */
  #anchors: Span[] = []
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  take(line: Line): void {
    if (this.#literal && this.#takeLiteral(line)) return
    if (this.#open?.kind === 'note' && INTO_NOTES.has(line.kind)) {
      this.#append(line.kind === 'text' ? line.words : wholeOf(line))
      return
    }
    switch (line.kind) {
      case 'blank':
        this.#open = undefined
        this.#layAnchors()
        return
      case 'begin':
        this.#begin(line, line.block)
        return
      case 'end':
        this.#end(line, line.block)
        return
      case 'heading':
        this.#blocks.length = 0
        this.#lists.length = 0
        this.#element('heading', line, [line.words], { level: Math.min(6, line.level + 1) })
        return
      case 'item':
        if (this.#lists.length === 0 && line.indent >= (line.isLetter ? CENTRED : 2 * CENTRED)) {
          this.#open = undefined
          this.#text(line, wholeOf(line))
          return
        }
        this.#item(line, line.number ?? null)
        return
      case 'term':
        this.#term(line, line.definition)
        return
      case 'verse':
        if (this.#open?.kind === 'verse') {
          this.#append(line.words)
          return
        }
        this.#element('verse', line, [line.words])
        return
      case 'table':
        if (this.#open?.kind === 'table') {
          this.#append(line.words)
          return
        }
        this.#element('table', line, [line.words])
        return
      case 'note':
        this.#element('note', line, [line.words], { label: line.label })
        this.#note = { element: this.#open!, indent: line.indent }
        return
      case 'comment':
        this.#aside(line, 'muse-comment')
        return
      case 'rule':
        this.#aside(line, 'ornament')
        return
      case 'anchor':
        this.#anchors.push({ start: line.start, end: line.end })
        return
      case 'language':
        this.#aside(line, 'language')
        return
      case 'include':
        this.#aside(line, 'muse-include')
        return
      case 'text':
        this.#text(line, line.words)
        return
    }
  }

  /** Answers false for a line that ends what is open and is something of its own. */
  #takeLiteral(line: Line): boolean {
    const { end, element } = this.#literal!
    if (line.kind === 'end' && line.block === end) {
      if (element) element.end = line.end
      else this.parts.push({ aside: { start: line.start, end: line.end, rule: 'muse-comment' } })
      this.#literal = undefined
      return true
    }
    if (end === 'comment' && line.kind === 'begin' && LITERAL.has(line.block)) {
      this.#literal = undefined
      return false
    }
    if (end === 'verse' && (line.kind === 'begin' || line.kind === 'end' || line.kind === 'comment')) {
      if (line.kind === 'comment') return true
      this.#literal = undefined
      return false
    }
    if (element) {
      const anchors = end === 'verse' ? anchorOf(this.#source.slice(line.start, line.end)) : 0
      element.lines.push({ start: line.start + anchors, end: line.end })
      element.end = line.end
    } else if (line.kind !== 'blank')
      this.parts.push({ aside: { start: line.start, end: line.end, rule: 'muse-comment' } })
    return true
  }

  #begin(line: Line, name: BlockName | '{{{'): void {
    if (name === 'comment') {
      this.#aside(line, 'muse-comment')
      this.#literal = { end: name, element: undefined }
    } else if (name === 'example' || name === '{{{' || name === 'verse') {
      this.#element(name === 'verse' ? 'verse' : 'pre', line, [], { isLiteral: name !== 'verse' })
      this.#literal = { end: name, element: this.#open }
      this.#open = undefined
    } else {
      this.#aside(line, 'muse-block')
      this.#lists.length = 0
      this.#blocks.push(name === 'quote' ? { name, quotation: ++this.#quotations } : { name })
    }
  }

  /** What ends nothing is passed over. */
  #end(line: Line, name: BlockName | '{{{'): void {
    this.#aside(line, 'muse-block')
    this.#lists.length = 0
    if (this.#blocks.at(-1)?.name === name) this.#blocks.pop()
  }

  #item(line: Line, item: number | null): void {
    const column = line.indent + 1
    this.#leaveLists(column)
    if (this.#lists.at(-1) !== column) this.#lists.push(column)
    this.#element('li', line, [line.words], { item })
  }

  #term(line: Line, definition: Span): void {
    const column = line.indent + 1
    this.#leaveLists(column)
    const { start, words } = line
    this.#element(this.#kind(), { start, end: words.end }, [words])
    if (this.#lists.at(-1) !== column) this.#lists.push(column)
    this.#element('li', { start: words.end, end: line.end }, [definition], { item: null })
  }

  #text(line: Line, words: Span): void {
    if (this.#open !== undefined && MERGING.has(this.#open.kind)) {
      this.#append(words)
      return
    }
    if (this.#note && line.indent > 0 && line.indent === this.#note.indent) {
      const { element } = this.#note
      if (this.#follows(element)) {
        element.breaks = [...(element.breaks ?? []), element.lines.length]
        this.#open = element
        this.#append(words)
        return
      }
    }
    this.#leaveLists(line.indent)
    const isQuote = this.#lists.length === 0 && line.indent >= 2 && line.indent < CENTRED
    if (isQuote && this.#quotation() === undefined)
      this.#element('blockquote', line, [words], { quotation: ++this.#quotations })
    else this.#element(isQuote ? 'blockquote' : this.#kind(), line, [words])
  }

  /** Whether an element is the last that there was, with nothing behind it. */
  #follows(element: Element): boolean {
    const last = this.parts.at(-1)
    return last !== undefined && 'element' in last && last.element === element
  }

  #append(words: Span): void {
    this.#anchors = []
    this.#open!.lines.push(words)
    this.#open!.end = words.end
  }

  /** Ends the items that begin behind a column. */
  #leaveLists(column: number): void {
    while (this.#lists.length > 0 && this.#lists.at(-1)! > column) this.#lists.pop()
  }

  #kind(): BlockKind {
    if (this.#lists.length > 0) return 'li'
    return this.#quotation() === undefined ? 'p' : 'blockquote'
  }

  #quotation(): number | undefined {
    return this.#blocks.findLast(({ quotation }) => quotation !== undefined)?.quotation
  }

  #element(kind: BlockKind, { start, end }: Span, lines: Span[], more: Partial<Element> = {}): void {
    this.#layAnchors()
    const quotation = kind === 'note' || kind === 'heading' ? undefined : this.#quotation()
    this.#open = { kind, start, end, lines, ...(quotation !== undefined && { quotation }), ...more }
    this.parts.push({ element: this.#open })
  }

  #aside({ start, end }: Span, rule: Aside['rule']): void {
    this.#open = undefined
    this.#layAnchors()
    this.parts.push({ aside: { start, end, rule } })
  }

  #layAnchors(): void {
    for (const anchor of this.#anchors) this.parts.push({ aside: { ...anchor, rule: 'anchor' } })
    this.#anchors = []
  }
}

const MERGING: ReadonlySet<BlockKind> = new Set(['p', 'li', 'heading', 'note', 'blockquote'])

const LITERAL: ReadonlySet<string> = new Set(['example', '{{{', 'verse'])
/** What goes on in a note, whatever it would be outside of one. */
const INTO_NOTES: ReadonlySet<Line['kind']> = new Set(['item', 'term', 'verse', 'table', 'text'])

/** The words of a line whose mark is none where it stands. */
function wholeOf({ start, end, indent }: Line): Span {
  return { start: Math.min(end, start + indent), end }
}
