import { lastWhere } from '../text/last-where.ts'
import { lineStartsOf } from '../text/line-starts.ts'
import type { Stop } from './formats/format.ts'
import type { ManuscriptPlace } from './manuscript-quotation.ts'

/** UTF-16 units between two offsets whose code points are known. */
const STRIDE = 1024

/** Lines, columns and code points of a source; each is found in the logarithm of its length. */
export class SourcePlaces {
  readonly #source: string
  /** UTF-16 offset where each line begins. */
  readonly #lines: number[]
  /** Low surrogates before each multiple of the stride. */
  readonly #low: number[] = []
  readonly #stops: readonly Stop[]

  /** @param stops where a writer would name a page, part or paragraph */
  constructor(source: string, stops: readonly Stop[] = []) {
    this.#source = source
    this.#stops = stops
    this.#lines = lineStartsOf(source)
    for (let at = 0, low = 0; at <= source.length; at += STRIDE) {
      this.#low.push(low)
      low += lowSurrogates(source, at, Math.min(source.length, at + STRIDE))
    }
  }

  /** The place of a UTF-16 offset. */
  at(utf16: number): ManuscriptPlace {
    const line = lastWhere(this.#lines.length, (index) => this.#lines[index]! <= utf16)
    const offset = this.#codePoints(utf16)
    const column = offset - this.#codePoints(this.#lines[line]!) + 1
    return { line: line + 1, column, offset, utf16, ...this.#stopBefore(utf16) }
  }

  #stopBefore(utf16: number): Omit<Stop, 'at'> | undefined {
    const stop = this.#stops[lastWhere(this.#stops.length, (index) => this.#stops[index]!.at <= utf16)]
    if (!stop) return undefined
    const { at: _, ...named } = stop
    return named
  }

  #codePoints(utf16: number): number {
    const stride = Math.floor(utf16 / STRIDE)
    return utf16 - this.#low[stride]! - lowSurrogates(this.#source, stride * STRIDE, utf16)
  }
}

function lowSurrogates(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0xdc00 && unit <= 0xdfff) count++
  }
  return count
}
