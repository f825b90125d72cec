import type { Utf16Range } from '../../../text/folded.ts'
import { OMISSION } from '../../../text/omission.ts'
import { wordDiff } from '../../../text/word-diff.ts'
import { quotableRange } from '../../occurrences.ts'
import type { ReadingText } from '../../reading-text.ts'
import { lettersOf } from '../likeness/threshold.ts'
import type { Flag, Match } from '../match.ts'
import type { Quotation } from '../quotation.ts'
import { wordEnd, wordStart } from '../word-edges.ts'
import { chains, gapBefore, gapBehind } from './chains.ts'
import { editsAt, flagsOfEdit } from './edits.ts'
import type { Gap } from './gaps.ts'
import { type Mark, type MarkedQuotation, markedQuotation } from './marks.ts'

/** Parts that say less than this together stand near each other in any text. */
const FEWEST_LETTERS = 8
/** Blocks that an omission may leave out or cut. */
const MOST_BLOCKS = 5

/** The passages whose words a quotation gives literally, save where its own ellipses and brackets say otherwise. */
export function elidedMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  const { words } = text.folded
  const marked = markedQuotation(quotation.text, words)
  if (!marked || (leavesOut(marked) && lettersOf(marked.literals.join(' ')) < FEWEST_LETTERS)) return []
  const found: Match[] = []
  for (const literals of chains(words, marked)) {
    const match = matchOf(text, quotation, { marked, literals })
    if (match) found.push(match)
    if (found.length === limit) break
  }
  return found
}

function leavesOut({ marks }: MarkedQuotation): boolean {
  return marks.slice(1, -1).some((between) => between.some(({ kind }) => kind === 'omission'))
}

function matchOf(
  text: ReadingText,
  quotation: Quotation,
  { marked, literals }: { marked: MarkedQuotation; literals: Utf16Range[] },
): Match | null {
  const gaps = gapsOf(text.folded.words, marked.marks, literals)
  const parts = partsOf(text, marked.marks, gaps)
  if (!parts || !areNear(text, parts)) return null
  const exact = parts.map((part) => text.exact(part)).join(OMISSION)
  const edits = gaps.flatMap((gap, at) => editsAt(text, marked.marks[at]!, gap))
  const risks = new Set(edits.flatMap(flagsOfEdit))
  return {
    verdict: 'elided',
    parts,
    exact,
    asQuoted: quotation.text,
    diff: wordDiff(quotation.text, exact),
    edits,
    flags: (['negation', 'number'] satisfies Flag[]).filter((flag) => risks.has(flag)),
    meaningRisk: risks.size > 0,
  }
}

/** The gaps before, between and behind the literal parts, in the text's words. */
function gapsOf(words: string, marks: readonly Mark[][], literals: readonly Utf16Range[]): Gap[] {
  const between = literals.slice(1).map(({ start }, at) => ({ words, start: literals[at]!.end, end: start }))
  return [
    gapBefore(words, literals[0]!.start, marks[0]!),
    ...between,
    gapBehind(words, literals.at(-1)!.end, marks.at(-1)!),
  ]
}

/** A part runs from one omission to the next and has whole words; null when one is no range of whole characters. */
function partsOf(text: ReadingText, marks: readonly Mark[][], gaps: readonly Gap[]): Utf16Range[] | null {
  const { words } = text.folded
  const parts: Utf16Range[] = []
  let start = gaps[0]!.start
  for (const [at, gap] of gaps.entries()) {
    const isEnd = at === gaps.length - 1
    if (at === 0 || !(isEnd || marks[at]!.some(({ kind }) => kind === 'omission'))) continue
    const end = marks[at]![0]?.joins.before ? wordEnd(words, gap.start) : gap.start
    const part = quotableRange(text, { start, end })
    if (!part) return null
    parts.push(part)
    start = marks[at]!.at(-1)?.joins.after ? wordStart(words, gap.end) : gap.end
  }
  return parts
}

function areNear(text: ReadingText, parts: readonly Utf16Range[]): boolean {
  return parts.slice(1).every(({ start }, at) => {
    const omitted = { start: parts[at]!.end, end: start }
    return text.spans(omitted).length <= MOST_BLOCKS
  })
}
