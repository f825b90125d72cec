import type { Piece, Span } from '../loading/draft.ts'
import { alignedRuns } from './aligned-runs.ts'
import { BlockBuilder } from './block-builder.ts'
import type { FormatMark, MarkedDraft } from './format-mark.ts'
import type { BlockHead, WordSink } from './word-sink.ts'

/** What a run of the source is that has no words. */
export type Unread = Pick<Piece, 'kind' | 'role'> & { rule: string }

/**
 * Runs of a source, each of which costs 2 kB with the tree that it stands in, and 12 µs. A manual of 250 pages has 33,000; the Psalms
 * with a mark for each word, 130,000.
 */
const MOST_PIECES = 250_000

/** Takes words that stand in a source of markup, and keeps the way back to it. */
export class SourceSink implements WordSink {
  readonly builder: BlockBuilder
  readonly #quoted: (number | null)[] = []
  readonly #marks = new Map<number, FormatMark[]>()
  #head: BlockHead | undefined
  #span: Span = { start: 0, end: 0 }
  /** Behind everything that was taken. */
  #taken = 0

  constructor(source: string) {
    this.builder = new BlockBuilder(source, { most: MOST_PIECES })
  }

  get here(): number {
    return this.#span.start
  }

  get behind(): number {
    return this.#span.end
  }

  get isOpen(): boolean {
    return this.builder.isOpen
  }

  /** What is taken next stands in this run of the source. Parsers may place what is cut off behind its end. */
  at({ start, end }: Span): void {
    const { length } = this.builder.draft.source
    this.#span = { start: Math.min(start, length), end: Math.min(end, length) }
  }

  /** What is taken next stands before what was taken last: a note that was passed over. */
  backTo(place: number): void {
    this.#taken = place
  }

  open(head: BlockHead): void {
    this.#head = head
    this.builder.open(head.kind, this.here, head.level)
  }

  close(): void {
    const block = this.isOpen ? this.builder.close(this.here) : undefined
    if (!block) return
    const { quotation = null, note } = this.#head!
    const { start, end } = block
    if (note !== undefined) this.mark({ name: 'note-body', start, end, label: note })
    if (quotation !== null) block.quotation = quotation
    this.#quoted.push(quotation)
  }

  /** A run in which nothing but references of characters and ends of lines are written otherwise is kept as it is. */
  words(text: string): void {
    const { start, end } = this.#span
    const raw = this.builder.draft.source.slice(start, end)
    for (const run of alignedRuns(raw, text)) {
      const span = { start: start + run.start, end: start + run.end }
      if (run.op === 'copy') this.#copy(span)
      else if (run.op === 'drop') this.builder.drop(span.start, span.end, 'html')
      else this.#replace(span, run.text)
    }
    this.#taken = end
  }

  shown(text: string): void {
    this.#replace(this.#span, text)
    this.#taken = Math.max(this.#taken, this.#span.end)
  }

  cell(beginsRow: boolean): void {
    const rule = beginsRow ? 'table-row' : 'table-cell'
    this.builder.replace({ ...this.#span, text: ' ', kind: 'table-cell', rule })
    this.#taken = Math.max(this.#taken, this.#span.end)
  }

  lineBreak(): void {
    this.builder.replace({ ...this.#span, text: ' ', kind: 'hardbreak', rule: 'html-break' })
    this.#taken = Math.max(this.#taken, this.#span.end)
  }

  /** What stands here and was not taken has no words. */
  unread(what: Unread): void {
    const { start, end } = this.#span
    this.builder.add({ start: Math.max(start, this.#taken), end, op: 'drop', ...what })
    this.#taken = Math.max(this.#taken, end)
  }

  link(label: Span, url: string): void {
    this.builder.link({ label, address: { start: label.start, end: label.start }, url })
  }

  mark(mark: FormatMark): void {
    const block = this.#quoted.length
    const marks = this.#marks.get(block)
    if (marks) marks.push(mark)
    else this.#marks.set(block, [mark])
  }

  finish(): MarkedDraft {
    this.close()
    return { draft: this.builder.draft, quoted: this.#quoted, marks: this.#marks }
  }

  #replace(span: Span, text: string): void {
    this.builder.replace({ ...span, text, kind: 'character', rule: 'character-reference' })
  }

  /** Ends of lines are those of the text in code alone; between ideographs they are nothing (CSS Text 3 §4.1.3). */
  #copy({ start, end }: Span): void {
    const { source } = this.builder.draft
    let from = start
    for (const { index, 0: run } of source.slice(start, end).matchAll(LINE_END)) {
      const [at, behind] = [start + index, start + index + run.length]
      const isCode = this.#head?.kind === 'pre'
      if (!isCode && !this.builder.joins(at, behind)) continue
      if (at > from) this.builder.copy(from, at)
      if (isCode) this.builder.softBreak(at, behind, 'soft-break')
      else this.builder.drop(at, behind, 'white-space')
      from = behind
    }
    if (end > from) this.builder.copy(from, end)
  }
}

const LINE_END = /\r\n|\n|\r/g
