import { canonicalExact, canonicalWords, isCanonicalWords } from './canonical.ts'
import {
  BIDI_AND_VARIATION,
  COMPATIBILITY_RUN,
  DASH_RUN,
  DOUBLE_QUOTE,
  ELLIPSIS,
  IGNORABLE,
  SINGLE_QUOTE,
  UNEVEN_SPACE,
} from './code-points.ts'

/** A stretch of text that one pass replaced: UTF-16 offsets and lengths before and after. */
interface Edit {
  at: number
  length: number
  sourceAt: number
  sourceLength: number
}

/** A half-open range in UTF-16 code units. */
export interface Utf16Range {
  start: number
  end: number
}

/**
 * The words (C2) of a text with the way back: where each stretch of the folded text stands in the text.
 * Each pass of the folding keeps only its own edits, so that a long text with little to fold costs little.
 */
export class FoldedText {
  readonly words: string
  readonly #passes: Edit[][] = []

  constructor(text: string) {
    let folded = text
    while (!isCanonicalWords(folded)) {
      const next = this.#foldOnce(folded)
      folded = next === folded ? this.#foldWhole(folded) : next
    }
    this.words = folded
  }

  /**
   * The source range behind a range of the words; null when an end of it falls inside a folded stretch
   * (half a ligature, one dot of an ellipsis), where no range of the source has just these words.
   */
  sourceRange({ start, end }: Utf16Range): Utf16Range | null {
    let from = start
    let to = end
    for (const edits of this.#passes.toReversed()) {
      const first = stepBack(edits, from, 'start')
      const last = stepBack(edits, to, 'end')
      if (first === null || last === null) return null
      from = first
      to = last
    }
    return { start: from, end: Math.max(from, to) }
  }

  /** The passes of {@link canonicalWords}, in its order. */
  #foldOnce(text: string): string {
    let folded = this.#foldExact(text)
    folded = this.#replace(folded, COMPATIBILITY_RUN, (run) => run.normalize('NFKC'))
    folded = this.#foldExact(this.#replace(folded, BIDI_AND_VARIATION, () => ''))
    folded = this.#replace(folded, SINGLE_QUOTE, () => "'")
    folded = this.#replace(folded, DOUBLE_QUOTE, () => '"')
    folded = this.#replace(folded, DASH_RUN, () => '-')
    return this.#replace(folded, ELLIPSIS, () => '...')
  }

  /** Where no pass of ours gets any further, the text is one edit: it costs ranges, and never loops. */
  #foldWhole(text: string): string {
    const folded = canonicalWords(text)
    this.#passes.push([{ at: 0, length: folded.length, sourceAt: 0, sourceLength: text.length }])
    return folded
  }

  #foldExact(text: string): string {
    if (canonicalExact(text) === text) return text
    let folded = this.#replace(text, IGNORABLE, () => '')
    folded = this.#replace(folded, COMPOSABLE, (cluster) => cluster.normalize('NFC'))
    folded = this.#replace(folded, UNEVEN_SPACE, () => ' ')
    return this.#replace(folded, /^ | $/g, () => '')
  }

  #replace(text: string, pattern: RegExp, replacement: (match: string) => string): string {
    const edits: Edit[] = []
    let shift = 0
    const folded = text.replace(pattern, (match: string, sourceAt: number) => {
      const put = replacement(match)
      if (put !== match) {
        edits.push({ at: sourceAt + shift, length: put.length, sourceAt, sourceLength: match.length })
        shift += put.length - match.length
      }
      return put
    })
    if (edits.length > 0) this.#passes.push(edits)
    return folded
  }
}

/** A character with what may compose with it: marks, and the jamo of one Hangul syllable. */
const COMPOSABLE = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uac00-\ud7a3]+|\P{M}?\p{M}+/gu

/** The place before one pass's edits of a place after them; null strictly inside an edit of many units. */
function stepBack(edits: Edit[], offset: number, side: 'start' | 'end'): number | null {
  const edit = edits[lastAtOrBefore(edits, offset, side)]
  if (!edit) return offset
  const end = edit.at + edit.length
  if (offset >= end) return offset - end + edit.sourceAt + edit.sourceLength
  return offset === edit.at ? edit.sourceAt : null
}

/**
 * Index of the last edit that lies at or before the offset. For the end of a range, an edit that begins
 * just there lies behind it, so that characters deleted beside a range stay outside it.
 */
function lastAtOrBefore(edits: Edit[], offset: number, side: 'start' | 'end'): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = edits[middle]!.at
    if (side === 'start' ? at <= offset : at < offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
