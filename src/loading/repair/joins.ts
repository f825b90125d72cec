/** Joins what page breaks cut: words by evidence, paragraphs by how they end and begin. Never across a display. */
import { UNSPACED } from '../../text/scripts.ts'
import type { DraftBlock } from '../draft.ts'
import { linesOf } from '../lines.ts'
import type { Join, Unit } from '../reading.ts'
import { cutWord, decideHyphen, isSuspended, type WordEvidence } from './hyphen.ts'
import {
  beginsCaseless,
  beginsLower,
  endsClause,
  endsSentence,
  endsWithDash,
  endsWithHyphen,
} from './sentence-end.ts'

/** What the joins of a document are decided by. */
export interface JoinEvidence extends WordEvidence {
  source: string
  /** Whether something that was lifted out stood between two blocks: a page ended there. */
  isPageBreak(before: DraftBlock, after: DraftBlock): boolean
  /** The source marks its page breaks: paragraphs are cut nowhere else. */
  marked: boolean
  /** The order of the pages is in doubt: only words that are sure to go together are joined. */
  wordsOnly: boolean
}

/** The blocks in reading order, cut ones joined. */
export function joinBlocks(blocks: readonly DraftBlock[], evidence: JoinEvidence): Unit[] {
  const joins = blocks.slice(1).map((after, index) => joinOf(blocks[index]!, after, evidence))
  const accepted = evidence.marked ? joins : plausibleJoins(blocks, joins)
  const units: Unit[] = []
  for (const [index, block] of blocks.entries()) {
    const join = index > 0 ? accepted[index - 1] : undefined
    const unit = units.at(-1)
    if (join === undefined || unit === undefined) units.push({ parts: [block], joins: [] })
    else {
      unit.parts.push(block)
      unit.joins.push(join)
    }
  }
  return units
}

/**
 * The joins that the text as a whole bears out. Short blocks that hardly ever end a sentence are verse or notes. And
 * most sentences that a page cuts go on with a small letter: where more go on with a capital, as in numbered verses,
 * no page cut them; nor is a comma before a capital enough alone.
 */
function plausibleJoins(
  blocks: readonly DraftBlock[],
  joins: readonly (Join | undefined)[],
): (Join | undefined)[] {
  if (isUnpunctuated(blocks, joins)) return joins.map(() => undefined)
  const certain = joins.filter((join) => join?.certainty === 'certain').length
  const probable = joins.filter((join) => join?.certainty === 'probable').length
  const isBorneOut = (index: number) =>
    probable <= Math.max(1, certain) && (certain > 0 || !/,["'’”)\]]*$/.test(blocks[index]!.text))
  return joins.map((join, index) => (join?.certainty === 'probable' && !isBorneOut(index) ? undefined : join))
}

function isUnpunctuated(blocks: readonly DraftBlock[], joins: readonly (Join | undefined)[]): boolean {
  const cut = joins.filter((join) => join !== undefined).length
  const lengths = blocks.map((block) => block.text.length).sort((a, b) => a - b)
  return cut >= 3 && cut * 2 > joins.length && lengths[lengths.length >> 1]! < 160
}

/** How `before` goes on in `after`, or undefined when it does not, as far as anyone can tell. */
export function joinOf(before: DraftBlock, after: DraftBlock, evidence: JoinEvidence): Join | undefined {
  if (!isJoinable(before, after, evidence)) return undefined
  if (endsWithSoftHyphen(evidence.source, before) && beginsLower(after.text)) {
    return { rule: 'soft-hyphen-page-break', certainty: 'certain', space: false }
  }
  if (endsWithHyphen(before.text)) return joinWord(before, after, evidence)
  if (evidence.wordsOnly) return undefined
  if (endsSentence(before.text)) return undefined
  if (endsWithDash(before.text)) return joinAfterDash(before, after)
  return joinParagraph(before, after, evidence)
}

function isJoinable(before: DraftBlock, after: DraftBlock, evidence: JoinEvidence): boolean {
  if (before.kind !== after.kind || (before.kind !== 'p' && before.kind !== 'blockquote')) return false
  if (after.barrierBefore || (evidence.marked && !evidence.isPageBreak(before, after))) return false
  return !isVerseLike(evidence.source, before) && !isVerseLike(evidence.source, after)
}

/** Several short lines that all begin with a capital. */
function isVerseLike(source: string, block: DraftBlock): boolean {
  if (block.text.length > 2000) return false
  const lines = linesOf(source, block)
  return (
    lines.length > 2 && lines.every((line) => line.text.length < 60 && /^[\p{P}\s]*\p{Lu}/u.test(line.text))
  )
}

function endsWithSoftHyphen(source: string, block: DraftBlock): boolean {
  const last = block.pieces.at(-1)
  return last?.kind === 'invisible' && source[last.end - 1] === '\u00ad'
}

function joinWord(before: DraftBlock, after: DraftBlock, evidence: JoinEvidence): Join | undefined {
  const word = cutWord(before.text, after.text)
  if (word === undefined) return undefined
  const { decision, certainty } = decideHyphen(word, evidence)
  const hyphen = before.pieces.findLast((piece) => piece.op === 'copy' || piece.op === 'replace')
  if (decision === 'join' && hyphen?.op === 'copy') {
    const dropped = { start: hyphen.end - 1, end: hyphen.end }
    return { rule: 'dehyphenate-page-break', certainty, dropped, space: false }
  }
  if (decision === 'keep') return { rule: 'keep-hyphen-page-break', certainty, space: false }
  if (evidence.wordsOnly) return undefined
  if (isSuspended(after.text)) return { rule: 'join-space-page-break', certainty: 'probable', space: true }
  return { rule: 'unresolved-hyphen-page-break', certainty: 'unresolved', space: false }
}

/** A sentence that breaks off with a dash ends there, unless a small letter goes on. */
function joinAfterDash(before: DraftBlock, after: DraftBlock): Join | undefined {
  if (endsClause(before.text.slice(0, -1)) || !beginsLower(after.text)) return undefined
  return { rule: 'join-dash-page-break', certainty: 'certain', space: /\s.$/.test(before.text) }
}

function joinParagraph(before: DraftBlock, after: DraftBlock, evidence: JoinEvidence): Join | undefined {
  const isColon = /:["'’”»)\]]*$/.test(before.text)
  if (isColon && !(evidence.isPageBreak(before, after) && beginsLower(after.text))) return undefined
  if (beginsLower(after.text)) return isSalutation(before.text) ? undefined : spaceJoin('certain')
  if (beginsCaseless(after.text)) return joinCaseless(before.text, after.text)
  return isMidSentence(before.text) && /^["'‘“(]*[\p{Lu}\p{N}]/u.test(after.text)
    ? spaceJoin('probable')
    : undefined
}

function spaceJoin(certainty: Join['certainty']): Join {
  return { rule: 'join-space-page-break', certainty, space: true }
}

/** `Dear Sir,` begins a letter, and in many languages a small letter follows. */
function isSalutation(text: string): boolean {
  return /,$/.test(text) && text.length < 60 && text.split(' ').length <= 5
}

/** Long enough for a line of prose and not a title, a signature or a line of a list. */
function isMidSentence(text: string): boolean {
  const words = text.split(' ')
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length
  return words.length >= 8 && small * 2 > words.length && /[\p{L}\p{M}\p{N},]["'’”)\]]*$/u.test(text)
}

const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')

/** Scripts without case: only the missing full stop tells. */
function joinCaseless(before: string, after: string): Join | undefined {
  if (before.length < 20 || !/[\p{Lo}\p{M}\p{N},、，]$/u.test(before)) return undefined
  const unspaced = IS_UNSPACED.test(before.slice(-1)) && IS_UNSPACED.test(after.slice(0, 1))
  return {
    ...spaceJoin('probable'),
    space: !unspaced,
    rule: unspaced ? 'join-page-break' : 'join-space-page-break',
  }
}
