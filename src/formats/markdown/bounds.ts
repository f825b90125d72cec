/** Bounds that keep hostile markdown cheap: the parser's time was measured for each. */
import { SourceTooComplex } from '../../loading/errors.ts'
import { OpenContainers } from './containers.ts'

/** What the parser's time grows with, counted up to a line. */
interface Work {
  lines: number
  /** Quotes and lists that are open in the line, those of the lines before included. */
  depth: number
  /** Sum over the lines of what is open in them. */
  open: number
  /** Sum over the lines of the square of what they open themselves. */
  opened: number
  /** Pairs of lines of one paragraph that its quote or list does not mark: the parser looks back over all of them. */
  lazyPairs: number
  marks: number
  /** Pairs of marks of one paragraph, without those of tables: the parser looks back over them. */
  markPairs: number
  /** Pairs of the bars of one table. */
  barPairs: number
  /** Characters without an empty line or a list item between them: the parser keeps the tokens of a block until its end. */
  unbroken: number
}

/** Most of each, with what it costs, and the clause that refuses more. */
const BOUNDS: readonly [keyof Work, most: number, what: (line: number, most: number) => string][] = [
  // 20 µs each.
  ['lines', 250_000, (_line, most) => `it has more than ${most} lines`],
  ['depth', 32, (line, most) => `more than ${most} quotes or lists are open in line ${line}`],
  // 15 µs each.
  ['open', 250_000, (line) => `quotes and lists are nested too much up to line ${line}`],
  // 10 µs each.
  ['opened', 300_000, (line) => `quotes and lists are nested too much up to line ${line}`],
  // 90 ns each.
  [
    'lazyPairs',
    1e7,
    (line) => `a quote or list goes on for too many lines without its marks up to line ${line}`,
  ],
  // 20 µs each.
  ['marks', 500_000, (line) => `it has too many marks up to line ${line}`],
  // Up to 280 ns each: brackets in brackets, emphasis in emphasis.
  ['markPairs', 2e7, (line) => `a paragraph has too many marks up to line ${line}`],
  // 25 ns each.
  ['barPairs', 1e8, (line) => `a table has too many bars up to line ${line}`],
  // 2.5 µs each, three times what they take in blocks of their own.
  [
    'unbroken',
    1024 * 1024,
    (line, most) => `more than ${most} characters up to line ${line} have no empty line between them`,
  ],
]

const BAR = '|'.charCodeAt(0)
const MARKS = new Set([...'*_~[]!`<(&\\'].map((mark) => mark.charCodeAt(0)))
/** What every address has that is a link by itself. These cost the parser as much as marks. */
export const ADDRESS = /:\/\/|www\.|@/gi
/** An empty line, or a list item: a long bibliography may have no empty line. */
const BREAK = /^\s*(?:$|(?:[-+*]|\d{1,9}[.)])[ \t])/

/** Throws `SourceTooComplex`, naming the line, for a text that would take the parser long. */
export function assertBounded(text: string): void {
  for (const work of workOf(text)) {
    for (const [of, most, what] of BOUNDS) {
      if (work[of] <= most) continue
      throw new SourceTooComplex(
        `The markdown is too complex: ${what(work.lines, most)}. Simplify it, or send it as text/plain.`,
      )
    }
  }
}

/** The work up to each line, in one object that the next line changes. */
function* workOf(text: string): Generator<Readonly<Work>> {
  const work: Work = {
    ...{ lines: 0, depth: 0, open: 0, opened: 0, lazyPairs: 0 },
    ...{ marks: 0, markPairs: 0, barPairs: 0, unbroken: 0 },
  }
  const containers = new OpenContainers()
  let before = { marks: 0, bars: 0 }
  for (const [, line = ''] of text.matchAll(/([^\n\r]*)(?:\r\n|\n|\r|$)/g)) {
    const { depth, opened, lazyLines } = containers.read(line)
    const { marks, bars } = countMarks(line)
    if (/^\s*$/.test(line)) before = { marks: 0, bars: 0 }
    work.lines++
    work.depth = depth
    work.open += depth
    work.opened += opened ** 2
    work.lazyPairs += lazyLines
    work.marks += marks + bars
    work.markPairs += marks * (2 * before.marks + marks)
    work.barPairs += bars * (2 * before.bars + bars)
    work.unbroken = BREAK.test(line) ? line.length : work.unbroken + line.length
    before = { marks: before.marks + marks, bars: before.bars + bars }
    yield work
  }
}

function countMarks(line: string): { marks: number; bars: number } {
  let marks = 0
  let bars = 0
  for (const _ of line.matchAll(ADDRESS)) marks++
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index)
    if (code === BAR) bars++
    else if (MARKS.has(code)) marks++
  }
  return { marks, bars }
}
