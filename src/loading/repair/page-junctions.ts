/** Whether one page goes on in another. */
import type { DraftBlock } from '../draft.ts'
import { goesOn } from './continuation.ts'
import { cutWord, decideHyphen, type WordEvidence } from './hyphen.ts'
import { beginsLower, endsClause, endsSentence, endsWithHyphen } from './sentence-end.ts'

/** `fit` proves nothing wrong, `weak` needs a doubtful join, `misfit` cannot be. */
export type Junction = 'fit' | 'weak' | 'misfit'

/** How the end of one page and the start of the next go together; undefined stands for the ends of the text. */
export function junctionOf(
  before: DraftBlock | undefined,
  after: DraftBlock | undefined,
  evidence: WordEvidence,
): Junction {
  const isRest = after !== undefined && after.kind === 'p' && goesOn(after.text)
  const mayEnd = before === undefined || !isCut(before)
  if (mayEnd) return isRest && !(before !== undefined && endsClause(before.text)) ? 'misfit' : 'fit'
  if (after === undefined || after.kind !== 'p') return 'misfit'
  if (endsWithHyphen(before.text)) return junctionInWord(before.text, after.text, evidence)
  return isRest ? 'fit' : 'weak'
}

/** How many of the places between blocks, and at both ends of the text, are of each kind. */
export function junctionsOf(blocks: readonly DraftBlock[], evidence: WordEvidence): Record<Junction, number> {
  const counts = { fit: 0, weak: 0, misfit: 0 }
  for (let at = 0; at <= blocks.length; at++) counts[junctionOf(blocks[at - 1], blocks[at], evidence)]++
  return counts
}

/** Whether a block breaks off: prose that ends neither a sentence nor a clause that introduces something. */
export function isCut({ kind, text }: DraftBlock): boolean {
  return kind === 'p' && !endsSentence(text) && !endsClause(text) && !/[—―]["'’”]?$/.test(text)
}

function junctionInWord(before: string, after: string, evidence: WordEvidence): Junction {
  const word = cutWord(before, after)
  if (word === undefined) return 'misfit'
  if (!beginsLower(after)) return 'weak'
  return decideHyphen(word, evidence).decision === 'unresolved' ? 'weak' : 'fit'
}
