/** The order in which the blocks are to be read, where it is not that of the file. */
import type { DraftBlock } from '../draft.ts'
import type { Recognised } from '../recognise.ts'
import type { WordEvidence } from './hyphen.ts'
import { unimpose } from './imposition.ts'
import type { JoinEvidence } from './joins.ts'
import { junctionOf } from './page-junctions.ts'

/** Blocks in reading order and what their joins are decided by. */
export interface Order {
  blocks: DraftBlock[]
  evidence: JoinEvidence
  warnings: string[]
}

/**
 * The order of the file, unless a colophon before the head shows that the pages were imposed and the text breaks:
 * then the order that mends every break, or, when there is not just one, the file's with nothing joined.
 */
export function findOrder(
  blocks: DraftBlock[],
  recognised: Recognised,
  words: WordEvidence & { source: string },
): Order {
  const order = {
    blocks,
    evidence: { ...words, ...pageBreaks(blocks, recognised), wordsOnly: false },
    warnings: [],
  }
  if (!recognised.colophonFirst || isUnbroken(blocks, words)) return order
  const found = unimpose(blocks, words)
  if (found !== undefined) return { ...order, blocks: found, warnings: [REORDERED] }
  return { ...order, evidence: { ...order.evidence, wordsOnly: true }, warnings: [DISORDERED] }
}

const REORDERED =
  'The pages stood in the order of printed sheets. They were put in the one order in which every cut sentence goes on.'
const DISORDERED =
  'The pages stand in the order of printed sheets and could not be put in order: the order of the file was kept, and no cut paragraph was joined. Look at the order.'

function isUnbroken(blocks: readonly DraftBlock[], words: WordEvidence): boolean {
  const ends = [undefined, ...blocks]
  return ends.every((before, index) => junctionOf(before, blocks[index], words) !== 'misfit')
}

function pageBreaks(
  blocks: readonly DraftBlock[],
  { lifted }: Recognised,
): Pick<JoinEvidence, 'isPageBreak' | 'marked'> {
  const isPageBreak = (before: DraftBlock, after: DraftBlock) =>
    after.pageBreakBefore || lifted.some((run) => run.start >= before.end && run.end <= after.start)
  const isMark = (what: string) => what === 'page-mark' || what === 'page-number'
  const marked = blocks.some((block) => block.pageBreakBefore) || lifted.some((run) => isMark(run.what))
  return { isPageBreak, marked }
}
