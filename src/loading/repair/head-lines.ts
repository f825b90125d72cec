/** The short lines that a head may consist of: what a colophon repeats. */
import type { DraftBlock } from '../draft.ts'
import { linesOf } from '../lines.ts'
import type { Known } from '../metadata/facts.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { readPageLine } from '../pages/page-line.ts'
import { breaksOff, isUnfinishedSentence } from './continuation.ts'

/** Title and further head lines, folded for comparison, and the blocks that they were taken from. */
export interface HeadLines {
  title: string | undefined
  others: ReadonlySet<string>
  blocks: ReadonlySet<DraftBlock>
  /** Where the title stands itself. */
  titleBlock: DraftBlock | undefined
}

const LONGEST_LINE = 160
const BLOCKS_AFTER_TITLE = 3

/** The first heading (or what is known as title) and the short lines of the blocks after it. */
export function headLines(source: string, blocks: readonly DraftBlock[], known: Known): HeadLines {
  const knownTitle = known.title === undefined ? undefined : foldForComparison(known.title)
  const first = blocks.findIndex(
    (block) =>
      block.kind === 'heading' || foldForComparison(block.text.slice(0, LONGEST_LINE)) === knownTitle,
  )
  const at = Math.max(0, first)
  const after = blocks.slice(at + 1, at + 1 + BLOCKS_AFTER_TITLE)
  const title =
    blocks[at] === undefined || !isShort(source, blocks[at]) ? undefined : foldForComparison(blocks[at].text)
  const isHead = (block: DraftBlock) =>
    isShort(source, block) && !isCutSentence(block) && !isOfPage(block.text, title)
  const followers = after.slice(0, after.findIndex((block) => !isHead(block)) >>> 0)
  const lines = followers.flatMap((block) =>
    linesOf(source, block).map((line) => foldForComparison(line.text)),
  )
  return {
    title: title ?? knownTitle,
    others: new Set([
      ...lines,
      ...known.authors.map(foldForComparison),
      ...(knownTitle === undefined ? [] : [knownTitle]),
    ]),
    titleBlock: title === undefined ? undefined : blocks[at],
    blocks: new Set(title === undefined ? [] : [blocks[at]!, ...followers]),
  }
}

/** Prose that breaks off is no line of a head, however short. */
function isCutSentence(block: DraftBlock): boolean {
  return breaksOff(block) && isUnfinishedSentence(block)
}

/** A page number, or the title once more. */
function isOfPage(text: string, title: string | undefined): boolean {
  const line = readPageLine(text)
  return line !== undefined && (line.key === '' || line.key === title)
}

function isShort(source: string, block: DraftBlock): boolean {
  return (
    block.text.length <= 4 * LONGEST_LINE &&
    linesOf(source, block).every((line) => line.text.length <= LONGEST_LINE)
  )
}
