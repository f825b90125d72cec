/** The short lines that a head may consist of: what a colophon repeats. */
import type { DraftBlock } from './draft.ts'
import { linesOf } from './lines.ts'
import type { Known } from './metadata/facts.ts'
import { foldForComparison } from './metadata/fold.ts'
import { readRetrievalNote } from './metadata/retrieved.ts'
import { readPageLine } from './pages/page-line.ts'
import { breaksOff, isUnfinishedSentence, isWholeSentence } from './repair/continuation.ts'
import { isSite } from './repair/site.ts'

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

/**
 * The first heading (or what is known as title, or repeats a colophon) and the short lines of the blocks after it.
 * `firstLine`: the format has no headings of its own, so that the first line may be the title.
 */
export function headLines(
  source: string,
  blocks: readonly DraftBlock[],
  { known, firstLine }: { known: Known; firstLine: boolean },
): HeadLines {
  const knownTitle = known.title === undefined ? undefined : foldForComparison(known.title)
  const foldedLines = (block: DraftBlock) =>
    linesOf(source, block).map((line) => foldForComparison(line.text))
  const isFirst =
    firstLine &&
    knownTitle === undefined &&
    blocks[0]?.kind === 'p' &&
    isShort(source, blocks[0]) &&
    !isWholeSentence(blocks[0])
  const at = titleIndex(isFirst ? blocks.map(asLine) : blocks, knownTitle, foldedLines)
  const titleBlock = blocks[at] !== undefined && isShort(source, blocks[at]) ? blocks[at] : undefined
  const [first, ...below] =
    titleBlock === undefined
      ? []
      : titleBlock.kind === 'heading'
        ? [foldForComparison(titleBlock.text)]
        : foldedLines(titleBlock)
  const title = titleBlock === undefined ? undefined : (first ?? '')
  const isHead = (block: DraftBlock) =>
    isShort(source, block) && !isCutSentence(block) && !isWholeSentence(block) && !isOfPage(block.text, title)
  const after = blocks.slice(at + 1, at + 1 + BLOCKS_AFTER_TITLE)
  const followers = after.slice(0, after.findIndex((block) => !isHead(block)) >>> 0)
  return {
    title: title ?? knownTitle,
    others: new Set([
      ...below,
      ...followers.flatMap(foldedLines),
      ...known.authors.map(foldForComparison),
      ...(knownTitle === undefined ? [] : [knownTitle]),
    ]),
    titleBlock,
    blocks: new Set(titleBlock === undefined ? [] : [titleBlock, ...followers]),
  }
}

/** In a format without headings, lines in capitals are taken for some: of the text, of its parts, of its pages. */
function asLine(block: DraftBlock): DraftBlock {
  return block.kind === 'heading' ? { ...block, kind: 'p' } : block
}

function titleIndex(
  blocks: readonly DraftBlock[],
  knownTitle: string | undefined,
  foldedLines: (block: DraftBlock) => string[],
): number {
  const isTitle = ({ kind, text }: DraftBlock) =>
    kind === 'heading' || foldForComparison(text.slice(0, LONGEST_LINE)) === knownTitle
  const first = blocks.findIndex(isTitle)
  return first >= 0 ? first : Math.max(0, behindColophon(blocks, foldedLines))
}

/** Where no heading shows the head: the block behind a colophon at the beginning that repeats a line of it; or -1. */
function behindColophon(blocks: readonly DraftBlock[], foldedLines: (block: DraftBlock) => string[]): number {
  const isOrigin = (block: DraftBlock) =>
    isSite(block) || readRetrievalNote(block.text, block.links.length > 0) !== undefined
  const origin = blocks.slice(0, MOST_OF_COLOPHON).findIndex(isOrigin)
  if (origin < 1) return -1
  const said = new Set(blocks.slice(0, origin).flatMap(foldedLines))
  const end = origin + MOST_OF_COLOPHON
  return blocks.findIndex((block, at) => at > origin && at < end && said.has(foldedLines(block)[0] ?? ''))
}

/** Blocks that a colophon has at most, before its origin and behind. */
const MOST_OF_COLOPHON = 6

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
