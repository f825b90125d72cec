import type { WordSink } from '../../../formats/word-sink.ts'
import type { BlockKind } from '../../../loading/block.ts'
import type { Span } from '../../../loading/draft.ts'

/** A sink that is told where in the source its words stand. */
export interface PlacedSink extends WordSink {
  at(span: Span): void
}

/** In what the words stand. */
export interface Surroundings {
  kind: BlockKind
  level?: number
  quotation?: number | undefined
  note?: string | undefined
}

/** Gives a sink the words of a source with their places, and opens a block where one is needed. */
export class Printer {
  around: Surroundings = { kind: 'p' }
  readonly #source: string
  readonly #sink: PlacedSink

  constructor(source: string, sink: PlacedSink) {
    this.#source = source
    this.#sink = sink
  }

  /** The words of the source that stand there. */
  copy(span: Span): void {
    if (span.end <= span.start) return
    this.#openAt(span.start)
    this.#sink.at(span)
    this.#sink.words(this.#source.slice(span.start, span.end))
  }

  /** Words that are printed in the place of some of the source. */
  shown(span: Span, text: string): void {
    if (text === '' || (text.trim() === '' && !this.#sink.isOpen)) return
    this.#openAt(span.start)
    this.#sink.at(span)
    this.#sink.shown(text)
  }

  space(span: Span): void {
    if (this.#sink.isOpen) this.shown(span, ' ')
  }

  lineBreak(span: Span): void {
    this.#sink.at(span)
    if (this.#sink.isOpen) this.#sink.lineBreak()
  }

  /** Ends the block that is open, where something else begins. */
  closeAt(start: number): void {
    this.#sink.at({ start, end: start })
    this.#sink.close()
  }

  /** Reads in other surroundings, whose block ends with it. */
  within(around: Surroundings, read: () => void): void {
    const before = this.around
    this.around = around
    read()
    this.#sink.close()
    this.around = before
  }

  #openAt(start: number): void {
    if (this.#sink.isOpen) return
    this.#sink.at({ start, end: start })
    this.#sink.open(this.around)
  }
}
