/** Bounds that keep hostile markdown cheap: the parser's time was measured for each. */
import { SourceTooComplex } from '../errors.ts'

/** Quotes and lists that one line may open. */
const MOST_NESTING = 32
/** Sum over the lines of the square of what they open: lists take about 10 µs each. */
const MOST_NESTING_WORK = 3e5
/** Lines of a text: about 20 µs each. */
const MOST_LINES = 250_000
/** Marks of a text: about 20 µs each. */
const MOST_MARKS = 500_000
/** The parser looks back over the marks of a paragraph for each of them: the sum of squares, about 25 ns each. */
const MOST_MARK_PAIRS = 1e8
/**
 * Characters of a heading or paragraph: 2.5 µs each, three times what they take in blocks of their own, because the
 * parser keeps the tokens of a block until its end.
 */
const LONGEST_UNBROKEN = 1024 * 1024

const MARKS = new Set([...'*_~[]!`<(|&\\'].map((mark) => mark.charCodeAt(0)))
/** Addresses that become links by themselves cost the parser as much as marks. */
const ADDRESS = /:\/\/|www\.|@/gi
/** An empty line, or a list item: a long bibliography may have no empty line. */
const BREAK = /^\s*(?:$|(?:[-+*]|\d{1,9}[.)])[ \t])/
const OPENER = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/gy

/** Throws `SourceTooComplex`, naming the line, for a text that would take the parser long. */
export function assertBounded(text: string): void {
  const work = { lines: 0, nesting: 0, marks: 0, pairs: 0, inParagraph: 0, unbroken: 0 }
  for (const [line] of text.matchAll(/[^\n\r]*(?:\r\n|\n|\r|$)/g)) {
    const nesting = count(line.matchAll(OPENER))
    const marks = countMarks(line) + count(line.matchAll(ADDRESS))
    if (/^\s*$/.test(line)) work.inParagraph = 0
    work.unbroken = BREAK.test(line) ? line.length : work.unbroken + line.length
    work.lines++
    work.nesting += nesting ** 2
    work.marks += marks
    work.pairs += marks * (2 * work.inParagraph + marks)
    work.inParagraph += marks
    if (nesting > MOST_NESTING)
      tooComplex(`line ${work.lines} opens more than ${MOST_NESTING} quotes or lists`)
    if (work.nesting > MOST_NESTING_WORK)
      tooComplex(`quotes and lists are nested too much up to line ${work.lines}`)
    if (work.marks > MOST_MARKS || work.pairs > MOST_MARK_PAIRS)
      tooComplex(`it has too many marks up to line ${work.lines}`)
    if (work.unbroken > LONGEST_UNBROKEN)
      tooComplex(
        `more than ${LONGEST_UNBROKEN} characters up to line ${work.lines} have no empty line between them`,
      )
    if (work.lines > MOST_LINES) tooComplex(`it has more than ${MOST_LINES} lines`)
  }
}

function count(matches: Iterable<unknown>): number {
  let number = 0
  for (const _ of matches) number++
  return number
}

function countMarks(line: string): number {
  let number = 0
  for (let index = 0; index < line.length; index++) if (MARKS.has(line.charCodeAt(index))) number++
  return number
}

function tooComplex(what: string): never {
  throw new SourceTooComplex(`The markdown is too complex: ${what}. Simplify it, or send it as text/plain.`)
}
