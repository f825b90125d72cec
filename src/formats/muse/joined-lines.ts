import type { Span } from '../../loading/draft.ts'

/** Where the characters of lines that were put together stand in the source. */
export class JoinedLines {
  readonly #lines: readonly Span[]
  readonly #starts: number[] = []

  constructor(lines: readonly Span[]) {
    this.#lines = lines
    let at = 0
    for (const { start, end } of lines) {
      this.#starts.push(at)
      at += end - start + 1
    }
  }

  span(start: number, end: number): Span {
    if (end <= start) return { start: this.#at(start), end: this.#at(start) }
    return { start: this.#at(start), end: this.#at(end - 1) + 1 }
  }

  /** The parts of a run, line by line, with what ends the lines. */
  *parts(start: number, end: number): Generator<Span & { isBreak: boolean }> {
    let at = start
    for (let line = this.#line(start); at < end && line < this.#lines.length; line++) {
      const { start: from, end: to } = this.#lines[line]!
      const first = from + at - this.#starts[line]!
      const last = Math.min(to, from + end - this.#starts[line]!)
      if (last > first) yield { start: first, end: last, isBreak: false }
      at = this.#starts[line]! + to - from + 1
      const next = this.#lines[line + 1]
      if (at <= end && next) yield { start: to, end: next.start, isBreak: true }
    }
  }

  #at(offset: number): number {
    const line = this.#line(offset)
    const { start, end } = this.#lines[line]!
    return Math.min(end, start + offset - this.#starts[line]!)
  }

  /** The line in which a character stands, its end included. */
  #line(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
