/** Joins the halves of a word or number that a page break cut. */
import type { DraftBlock } from '../draft.ts'
import type { Join } from '../reading.ts'
import { cutWord, decideHyphen, isSuspended, type WordEvidence } from './hyphen.ts'
import { beginsLower, endsWithHyphen } from './sentence-end.ts'

/** Whether a block ends in the first half of a word or number. */
export function isCutWord(source: string, before: DraftBlock, after: DraftBlock): boolean {
  return endsWithHyphen(before.text) || (endsWithSoftHyphen(source, before) && beginsLower(after.text))
}

/** How the halves are joined; undefined when they are none, or it may not be told. */
export function joinWord(
  before: DraftBlock,
  after: DraftBlock,
  evidence: WordEvidence & { source: string; wordsOnly: boolean },
): Join | undefined {
  if (!endsWithHyphen(before.text) && endsWithSoftHyphen(evidence.source, before))
    return { rule: 'soft-hyphen-page-break', certainty: 'certain', space: false }
  const word = cutWord(before.text, after.text)
  if (word === undefined) return undefined
  const { decision, certainty } = decideHyphen(word, evidence)
  if (evidence.wordsOnly && certainty !== 'certain') return undefined
  if (decision === 'join') return withoutHyphen(before, certainty)
  if (decision === 'keep') return { rule: 'keep-hyphen-page-break', certainty, space: false }
  if (isSuspended(after.text, evidence.language))
    return { rule: 'join-space-page-break', certainty: 'probable', space: true }
  return { rule: 'unresolved-hyphen-page-break', certainty: 'unresolved', space: false }
}

/** The halves as one word: without its hyphen, which is `dropped`, when it stands in the source as such. */
export function withoutHyphen(before: DraftBlock, certainty: Join['certainty']): Join {
  const hyphen = before.pieces.findLast((piece) => piece.op === 'copy' || piece.op === 'replace')
  if (hyphen?.op !== 'copy')
    return { rule: 'unresolved-hyphen-page-break', certainty: 'unresolved', space: false }
  const dropped = { start: hyphen.end - 1, end: hyphen.end }
  return { rule: 'dehyphenate-page-break', certainty, dropped, space: false }
}

function endsWithSoftHyphen(source: string, block: DraftBlock): boolean {
  const last = block.pieces.at(-1)
  return last?.kind === 'invisible' && source[last.end - 1] === '\u00ad'
}
