import type { DraftBlock } from '../draft.ts'
import type { Join } from '../reading.ts'
import { endsWithHyphen } from '../repair/sentence-end.ts'
import { withoutHyphen } from '../repair/word-joins.ts'
import type { DecisionKind } from './decision.ts'
import type { PlacedDecisions } from './placed-decisions.ts'

/** Two blocks that follow each other, and how the loader joins them by itself. */
interface Neighbours {
  before: DraftBlock
  after: DraftBlock
  join: Join | undefined
}

/** How a block goes on in the next one when a person decided on it; else as the loader has it. */
export function decidedJoin(
  { before, after, join }: Neighbours,
  decisions: PlacedDecisions,
): Join | undefined {
  const last = before.pieces.findLast((piece) => piece.op === 'copy' || piece.op === 'replace')
  const from = (last?.end ?? before.end) - 1
  if (!decisions.has(from, before.end)) return join
  const dropped = endsWithHyphen(before.text) ? withoutHyphen(before, 'certain').dropped : undefined
  const possible: DecisionKind[] = ['part']
  if (join !== undefined || mayBeOne(before, after)) possible.push('keep', 'space')
  if (possible.length > 1 && (dropped !== undefined || !endsWithHyphen(before.text))) possible.push('join')
  const decision = decisions.take(from, before.end, possible)
  if (decision === undefined) return join
  if (decision === 'part') return undefined
  const rule = `decided-${decision}-page-break`
  const isOneWord = decision === 'join' && dropped !== undefined
  return { rule, certainty: 'certain', space: decision === 'space', ...(isOneWord && { dropped }) }
}

/** Blocks of one kind; the rest of a list item or quotation may stand as a plain paragraph. */
function mayBeOne(before: DraftBlock, after: DraftBlock): boolean {
  if (before.kind === after.kind) return before.kind !== 'table' && before.kind !== 'pre'
  return after.kind === 'p' && (before.kind === 'li' || before.kind === 'blockquote')
}
