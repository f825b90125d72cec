/** Where the pages of a document ended, and whether it shows that it came from pages at all. */
import { lastWhere } from '../../text/last-where.ts'
import type { DraftBlock } from '../draft.ts'
import type { Recognised } from '../recognise.ts'
import { breaksOff, goesOn } from './continuation.ts'
import type { JoinEvidence } from './joins.ts'
import { endsWithHyphen } from './sentence-end.ts'

/** What the body and what was lifted out of it say of pages. */
export function pageBreaks(
  blocks: readonly DraftBlock[],
  { lifted }: Pick<Recognised, 'lifted'>,
): Pick<JoinEvidence, 'isPageBreak' | 'marked' | 'paginated'> {
  const starts = blocks.map(({ start }) => start)
  const behindLifted = new Set(
    lifted.map(({ end }) => blocks[lastWhere(starts.length, (at) => starts[at]! < end) + 1]),
  )
  const isPageBreak = (before: DraftBlock, after: DraftBlock) =>
    after.pageBreakBefore || isAnchored(before, after) || behindLifted.has(after)
  const cutsSentence = (after: DraftBlock, index: number) => {
    const before = blocks[index - 1]
    if (before === undefined || after.kind !== 'p') return false
    return endsWithHyphen(before.text)
      ? goesOn(after.text)
      : breaksOff(before) && goesOn(after.text) && isPageBreak(before, after)
  }
  return {
    isPageBreak,
    marked:
      blocks.some((block) => block.pageBreakBefore && !block.breakCommanded) ||
      lifted.some(({ what }) => what === 'page-mark'),
    paginated:
      lifted.length > 0 ||
      blocks.some(({ anchoredPage }) => anchoredPage !== undefined) ||
      blocks.some(cutsSentence),
  }
}

/** The anchor of a later page stands at the block, and none of that page before it. */
function isAnchored({ anchoredPage: before }: DraftBlock, { anchoredPage: page }: DraftBlock): boolean {
  return page !== undefined && page > 0 && page !== before
}
