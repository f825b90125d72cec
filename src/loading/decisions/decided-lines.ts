import type { DraftBlock } from '../draft.ts'
import type { Unit } from '../reading.ts'
import { type LineEvidence, mendLines } from '../repair/line-hyphens.ts'
import type { PlacedDecisions } from './placed-decisions.ts'

/** What lines are mended by, with the blocks before and after they were mended by evidence alone. */
interface Mended {
  source: string
  evidence: LineEvidence
  body: readonly DraftBlock[]
  mended: readonly DraftBlock[]
}

/**
 * The units with their lines as persons decided. It is the last step: a decision changes its own place alone, as order
 * and joins were found by the text as the evidence has it.
 */
export function decideLines(
  units: readonly Unit[],
  { source, evidence, body, mended }: Mended,
  decisions: PlacedDecisions,
): Unit[] {
  const decided = new Map<DraftBlock, DraftBlock>()
  for (const [index, block] of mended.entries()) {
    if (decisions.has(block.start, block.end))
      decided.set(block, mendLines(source, body[index]!, { ...evidence, decisions }))
  }
  return units.map(({ parts, joins }) => ({ parts: parts.map((part) => decided.get(part) ?? part), joins }))
}
