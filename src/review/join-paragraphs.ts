/** Joins of paragraphs that the loader left apart. */
import { ColophonError } from '../errors.ts'
import type { Decision, DecisionKind } from '../loading/decisions/decision.ts'
import { endsWithHyphen } from '../loading/repair/sentence-end.ts'
import type { Segment } from '../loading/segment.ts'
import type { Reads } from '../store/store.ts'
import type { VersionBlock } from '../store/versions.ts'
import { UNSPACED } from '../text/scripts.ts'

const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u')

/**
 * The decision that a paragraph of a version, by its number, and the block after it are one: without the hyphen that the
 * paragraph ends with, or else with a space.
 *
 * @throws ColophonError `invalid_decision`
 */
export async function joinAfter(
  { versions, provenance }: Pick<Reads, 'versions' | 'provenance'>,
  { versionNo, number }: { versionNo: number; number: number },
): Promise<Pick<Decision, 'start' | 'end' | 'rule' | 'decision'>> {
  const blocks = await versions.blocks(versionNo)
  const block = blocks.find((each) => each.number === number)
  if (!block || !blocks[block.ordinal + 1])
    throw new ColophonError(
      'invalid_decision',
      `The newest version has no paragraph ${number} with another after it.`,
    )
  const { ordinal } = block
  const segments = await provenance.segmentsOf(versionNo, { from: ordinal, to: ordinal })
  const end = lastOf(segments)
  return { start: end, end, rule: 'not-joined', decision: joint(block) }
}

function joint({ text }: VersionBlock): DecisionKind {
  return endsWithHyphen(text) || ENDS_UNSPACED.test(text) ? 'join' : 'space'
}

/** The byte after the last character of a block, in reading order. */
function lastOf(segments: readonly Segment[]): number {
  const inOrder = segments.filter(({ op, target }) => op !== 'drop' && target !== undefined)
  return inOrder.sort((a, b) => a.target!.start - b.target!.start).at(-1)!.end
}
