/** Looks at all joins of a document at once: each of them speaks for or against the others. */
import type { DraftBlock } from '../draft.ts'
import type { Join } from '../reading.ts'
import { breaksOff, goesOn, isProse } from './continuation.ts'
import { endsInFunctionWord } from './function-words.ts'
import { beginsLower } from './sentence-end.ts'

type Joins = readonly (Join | undefined)[]

/** What the document shows of pages. */
interface Pages {
  isPageBreak(before: DraftBlock, after: DraftBlock): boolean
  paginated: boolean
}

/**
 * The joins without those that the others speak against. Most sentences that a page cuts go on with a small letter: where
 * more go on with a capital, as in numbered verses, no page cut them, save where one shows; nor did one where the rest of
 * a sentence stands elsewhere. `joins[i]` stands between the blocks `i` and `i + 1`.
 */
export function plausibleJoins(blocks: readonly DraftBlock[], joins: Joins, pages: Pages): Joins {
  const isDoubtful = (index: number) =>
    joins[index]?.certainty === 'probable' && !beginsLower(blocks[index + 1]!.text)
  const isUnseen = (index: number) =>
    isDoubtful(index) && !pages.isPageBreak(blocks[index]!, blocks[index + 1]!)
  const unseen = joins.filter((_, index) => isUnseen(index)).length
  const others = joins.filter((join, index) => join !== undefined && !isUnseen(index)).length
  const isDisordered = blocks.some((_, index) => isRestAlone(blocks, joins, index))
  const isBorneOut = (index: number) =>
    unseen <= Math.max(1, others) &&
    (others > 0 || pages.paginated || endsInFunctionWord(blocks[index]!.text))
  const borneOut = joins.map((join, index) =>
    isDoubtful(index) && (isDisordered || (isUnseen(index) && !isBorneOut(index))) ? undefined : join,
  )
  return isMixed(blocks, borneOut) ? borneOut.map(inDoubt) : borneOut
}

/** The rest of a sentence, of which the beginning stands elsewhere. */
function isRestAlone(blocks: readonly DraftBlock[], joins: Joins, index: number): boolean {
  const { kind, text } = blocks[index]!
  return index > 0 && kind === 'p' && goesOn(text) && joins[index - 1] === undefined
}

/** Beginnings and ends of sentences stand apart from one another, as where a converter mixed up columns. */
function isMixed(blocks: readonly DraftBlock[], joins: Joins): boolean {
  const isBeginningAlone = (block: DraftBlock, index: number) =>
    block.kind === 'p' && breaksOff(block) && isProse(block) && joins[index] === undefined
  return (
    blocks.some((_, index) => isRestAlone(blocks, joins, index)) && blocks.slice(0, -1).some(isBeginningAlone)
  )
}

/** Only a cut word is sure to go on in what follows it. */
function inDoubt(join: Join | undefined): Join | undefined {
  return join?.space === true && join.certainty === 'certain' ? { ...join, certainty: 'probable' } : join
}
