import type { Span } from '../../loading/draft.ts'
import { BlockBuilder } from '../../loading/formats/block-builder.ts'
import { decodeReference } from '../../loading/formats/character-references.ts'
import type { FormatMark, ManuscriptDraft } from './format.ts'
import type { BlockHead, WordSink } from './word-sink.ts'

/** Takes words that stand in a source of markup, and keeps the way back to it. */
export class SourceSink implements WordSink {
  readonly #builder: BlockBuilder
  readonly #quoted: (number | null)[] = []
  readonly #marks = new Map<number, FormatMark[]>()
  #head: BlockHead | undefined
  #span: Span = { start: 0, end: 0 }

  constructor(source: string) {
    this.#builder = new BlockBuilder(source)
  }

  get here(): number {
    return this.#span.start
  }

  get behind(): number {
    return this.#span.end
  }

  get isOpen(): boolean {
    return this.#builder.isOpen
  }

  /** What is taken next stands in this run of the source. */
  at(span: Span): void {
    this.#span = span
  }

  open(head: BlockHead): void {
    this.#head = head
    this.#builder.open(head.kind, this.here, head.level)
  }

  close(): void {
    const block = this.isOpen ? this.#builder.close(this.here) : undefined
    if (!block) return
    const { quotation = null, note } = this.#head!
    const { start, end } = block
    if (note !== undefined) this.mark({ name: 'note-body', start, end, label: note })
    this.#quoted.push(quotation)
  }

  /** A run in which nothing but references of characters and ends of lines are written otherwise is kept as it is. */
  words(text: string): void {
    const { start, end } = this.#span
    const raw = this.#builder.draft.source.slice(start, end)
    const decoded = raw.replace(REFERENCE, decodeReference).replace(/\r\n?/g, '\n')
    if (decoded === text) this.#copy(raw, start)
    else this.#copyAround(raw, text, this.#span)
  }

  shown(text: string): void {
    const { start, end } = this.#span
    this.#builder.replace({ start, end, text, kind: 'character', rule: 'character-reference' })
  }

  lineBreak(): void {
    this.#builder.replace({ ...this.#span, text: ' ', kind: 'hardbreak', rule: 'html-break' })
  }

  link(label: Span, url: string): void {
    this.#builder.link({ label, address: { start: label.start, end: label.start }, url })
  }

  mark(mark: FormatMark): void {
    const block = this.#quoted.length
    const marks = this.#marks.get(block)
    if (marks) marks.push(mark)
    else this.#marks.set(block, [mark])
  }

  finish(): ManuscriptDraft {
    this.close()
    return { draft: this.#builder.draft, quoted: this.#quoted, marks: this.#marks, stops: [] }
  }

  /** What only a browser understands stands between what is alike at both ends. */
  #copyAround(raw: string, text: string, { start, end }: Span): void {
    const most = Math.min(raw.length, text.length)
    let before = 0
    while (before < most && raw[before] === text[before]) before++
    let behind = 0
    while (behind < most - before && raw.at(-1 - behind) === text.at(-1 - behind)) behind++
    this.#builder.copy(start, start + before)
    this.#span = { start: start + before, end: end - behind }
    this.shown(text.slice(before, text.length - behind))
    if (behind > 0) this.#builder.copy(end - behind, end)
  }

  #copy(raw: string, start: number): void {
    let at = 0
    const copyTo = (to: number) => {
      if (to > at) this.#builder.copy(start + at, start + to)
    }
    for (const { 0: reference, index } of raw.matchAll(REFERENCE)) {
      copyTo(index)
      at = index + reference.length
      this.#builder.replace({
        ...{ start: start + index, end: start + at, kind: 'character', rule: 'character-reference' },
        text: decodeReference(reference),
      })
    }
    copyTo(raw.length)
  }
}

const REFERENCE = /&#?[0-9a-zA-Z]{1,32};/g
