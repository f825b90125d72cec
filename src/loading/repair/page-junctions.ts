/** Whether one page goes on in another. */
import type { DraftBlock } from '../draft.ts'
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
  const goesOn = after !== undefined && after.kind === 'p' && beginsLower(after.text)
  if (before === undefined || !isCut(before)) return goesOn ? 'misfit' : 'fit'
  if (after === undefined || after.kind !== 'p') return 'misfit'
  if (endsWithHyphen(before.text)) return junctionInWord(before.text, after.text, evidence)
  return goesOn ? 'fit' : 'weak'
}

/** Whether a block breaks off: prose that ends neither a sentence nor a clause that introduces something. */
export function isCut({ kind, text }: DraftBlock): boolean {
  return kind === 'p' && !endsSentence(text) && !endsClause(text) && !/[—―]["'’”]?$/.test(text)
}

function junctionInWord(before: string, after: string, evidence: WordEvidence): Junction {
  const word = cutWord(before, after)
  if (word === undefined || !beginsLower(after)) return 'misfit'
  return decideHyphen(word, evidence).decision === 'unresolved' ? 'weak' : 'fit'
}
