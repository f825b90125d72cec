import { lastWhere } from '../../../text/last-where.ts'
import type { Node } from './nodes.ts'

/**
 * What the parser of LaTeX must see as it is, each at most once a place: macros with the word behind them, which may be
 * their argument, names of environments, code, parameters; else words on one line, of which it need see one character.
 */
const TOKEN =
  /\\(?:begin|end)\s{0,9}\{[^{}]{0,100}\}|\\(?:verb|lstinline)\*?([^\p{L}\s*{])[^\n]{0,500}?\1|\\(?:[a-zA-Z@]+\*?|[\s\S])[ \t]?[\p{L}\p{M}\p{N}]*|#\d?|([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.,;:!?()'\u2010-\u201f\u2026/-]| (?=[\p{L}\p{N}(])){3,})/gu

/** Stands for words. */
const WORDS = 'a'

/**
 * A source of LaTeX with one letter in the place of each run of words. The parser takes as long for a letter as for a
 * macro, some 17 µs, and thrice as many bytes as words for what it makes of it.
 */
export class Shortened {
  readonly text: string
  /** Where each run's letter stands, and how far the source behind it is ahead. */
  readonly #letters: number[] = []
  readonly #ahead: number[] = []
  readonly #placed = new WeakSet<object>()

  constructor(source: string) {
    let text = ''
    let end = 0
    for (const {
      0: { length },
      2: words,
      index,
    } of source.matchAll(TOKEN)) {
      if (words === undefined) continue
      text += source.slice(end, index) + WORDS
      end = index + length
      this.#letters.push(text.length - 1)
      this.#ahead.push(end - text.length)
    }
    this.text = text + source.slice(end)
  }

  /**
   * Gives nodes of the shortened text their places in the source.
   *
   * @param from where what they are parsed of begins in the shortened text
   */
  place(nodes: readonly Node[], from: number): void {
    for (const node of nodes) {
      const { position } = node
      // What was one node before its arguments were told apart shares its place.
      for (const point of position ? [position.start, position.end] : []) {
        if (!this.#placed.has(point)) point.offset = this.#inSource(from + point.offset)
        this.#placed.add(point)
      }
      if ('args' in node) for (const { content } of node.args ?? []) this.place(content, from)
      if ('content' in node && Array.isArray(node.content)) this.place(node.content, from)
    }
  }

  #inSource(offset: number): number {
    const run = lastWhere(this.#letters.length, (at) => this.#letters[at]! < offset)
    return offset + (this.#ahead[run] ?? 0)
  }
}
