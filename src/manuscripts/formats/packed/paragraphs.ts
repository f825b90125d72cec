import { headingLevel, isQuotationStyle } from '../../../formats/packed/quotation-style.ts'
import type { BlockKind } from '../../../loading/block.ts'
import type { ComposedSink } from '../composed-sink.ts'

/** What a paragraph of a word processor is. */
export interface Paragraph {
  /** The names of its style and of those that it is made from. */
  styles: readonly string[]
  /** Set in from both sides, or from the left, without a style that says why. */
  indented: boolean
  kind: BlockKind
  note: string | undefined
}

/** Gives the paragraphs of a word processor to a sink: those that are set off next to each other are one quotation. */
export class Paragraphs {
  readonly sink: ComposedSink
  #paragraph: Paragraph | undefined
  #quotations = 0
  #wasQuoted = false

  constructor(sink: ComposedSink) {
    this.sink = sink
  }

  begin(paragraph: Paragraph): void {
    this.sink.close()
    this.#paragraph = paragraph
  }

  /** Words of the paragraph that began; none outside of paragraphs. */
  words(text: string): void {
    if (this.#paragraph && (this.sink.isOpen || text.trim() !== '')) this.#opened().words(text)
  }

  lineBreak(): void {
    if (this.sink.isOpen) this.sink.lineBreak()
  }

  refer(label: string): void {
    if (!this.#paragraph) return
    const { here } = this.#opened()
    this.sink.mark({ name: 'note', start: here, end: here, label })
  }

  end(): void {
    this.sink.close()
    this.#paragraph = undefined
  }

  #opened(): ComposedSink {
    if (this.sink.isOpen) return this.sink
    const { styles, indented, kind, note } = this.#paragraph!
    const level = styles.map(headingLevel).find((each) => each !== undefined)
    const isQuoted = level === undefined && (indented || styles.some(isQuotationStyle))
    if (isQuoted && !this.#wasQuoted) this.#quotations++
    this.#wasQuoted = isQuoted
    this.sink.open({
      kind: level === undefined ? (isQuoted ? 'blockquote' : kind) : 'heading',
      ...(level !== undefined && { level }),
      ...{ quotation: isQuoted ? this.#quotations : undefined, note },
    })
    return this.sink
  }
}
