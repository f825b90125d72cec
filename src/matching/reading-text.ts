import { FoldedText, type Utf16Range } from '../text/folded.ts'
import { codePointLength, toCodePoints, toUtf16 } from '../text/offsets.ts'

/** A block as quoting needs it; `paragraph` and `number` are null for blocks that are not counted. */
export interface ReadingBlock {
  ordinal: number
  number: number | null
  paragraph: string | null
  text: string
}

/** The part of a quote that lies in one block: code points of the block's exact text, half-open, and UTF-16 beside. */
export interface Span {
  block: number
  paragraph: string | null
  number: number | null
  start: number
  end: number
  utf16: Utf16Range
}

/**
 * A version's text as one run of words: the blocks in reading order with one space between them, which is
 * what a paragraph break is in canonical text, and its words (C2) with the way back.
 */
export class ReadingText {
  readonly blocks: readonly ReadingBlock[]
  readonly text: string
  readonly folded: FoldedText
  /** UTF-16 offset in `text` where each block begins. */
  readonly #starts: number[]
  /** Code points before each block in the text as it is served, by its ordinal. */
  #served: ReadonlyMap<number, number> | undefined

  constructor(blocks: readonly ReadingBlock[]) {
    this.blocks = blocks
    this.text = blocks.map((block) => block.text).join(' ')
    this.folded = new FoldedText(this.text)
    let start = 0
    this.#starts = blocks.map((block) => {
      const at = start
      start += block.text.length + 1
      return at
    })
  }

  /** The exact words of a range. */
  exact({ start, end }: Utf16Range): string {
    return this.text.slice(start, end)
  }

  /** The block with this ordinal, which must be one of the version. */
  block(ordinal: number): ReadingBlock {
    return this.blocks.find((block) => block.ordinal === ordinal)!
  }

  /** Some of the blocks, by index and half-open, as a text of their own, and where it begins in this one (UTF-16). */
  slice(from: number, to: number): { text: ReadingText; offset: number } {
    return {
      text: new ReadingText(this.blocks.slice(from, to)),
      offset: this.#starts[from] ?? this.text.length,
    }
  }

  /** A range of the text → its part in each block that it touches, in reading order. */
  spans({ start, end }: Utf16Range): Span[] {
    const spans: Span[] = []
    for (let index = this.#blockAt(start); index < this.blocks.length; index++) {
      const head = this.#starts[index]!
      if (head >= end) break
      const { ordinal, paragraph, number, text } = this.blocks[index]!
      const utf16 = { start: Math.max(0, start - head), end: Math.min(text.length, end - head) }
      if (utf16.start >= utf16.end) continue
      spans.push({
        block: ordinal,
        paragraph,
        number,
        start: toCodePoints(text, utf16.start),
        end: toCodePoints(text, utf16.end),
        utf16,
      })
    }
    return spans
  }

  /** From a place in one block to a place in another: ordinals and code points → a range; null when there is none. */
  range(from: { block: number; offset: number }, to: { block: number; offset: number }): Utf16Range | null {
    const start = this.#place(from)
    const end = this.#place(to)
    return start !== null && end !== null && start < end ? { start, end } : null
  }

  /**
   * Code points before a span in the reading text as it is served: blocks with a blank line between them,
   * which is one character more than the space that stands here.
   */
  servedOffset(span: { block: number; start: number }): number {
    this.#served ??= servedStarts(this.blocks)
    return this.#served.get(span.block)! + span.start
  }

  #place({ block, offset }: { block: number; offset: number }): number | null {
    const index = this.blocks.findIndex((candidate) => candidate.ordinal === block)
    const text = this.blocks[index]?.text
    if (text === undefined || offset > codePointLength(text)) return null
    return this.#starts[index]! + toUtf16(text, offset)
  }

  #blockAt(utf16: number): number {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= utf16) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
}

function servedStarts(blocks: readonly ReadingBlock[]): Map<number, number> {
  let offset = 0
  return new Map(
    blocks.map(({ ordinal, text }) => {
      const start = offset
      offset += codePointLength(text) + 2
      return [ordinal, start]
    }),
  )
}
