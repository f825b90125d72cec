/**
 * Joins what page breaks cut. A join is certain only with a sign of a page: something of the page between the halves, or
 * elsewhere in the document. Without any, only a sentence that can be nothing but unfinished is joined, and told.
 */
import { UNSPACED } from '../../text/scripts.ts'
import { decidedJoin } from '../decisions/decided-join.ts'
import type { PlacedDecisions } from '../decisions/placed-decisions.ts'
import type { DraftBlock } from '../draft.ts'
import type { Join, Unit } from '../reading.ts'
import { beginsWithSign, breaksOff, goesOn, isProse, isUnfinishedSentence } from './continuation.ts'
import { endsInFunctionWord } from './function-words.ts'
import type { WordEvidence } from './hyphen.ts'
import { plausibleJoins } from './plausible-joins.ts'
import { beginsCaseless, beginsLower, endsSentence, endsWithColon, endsWithDash } from './sentence-end.ts'
import { isSetInLines, standsAmongLines } from './verse.ts'
import { isCutWord, joinWord } from './word-joins.ts'

/** What the joins of a document are decided by. */
export interface JoinEvidence extends WordEvidence {
  source: string
  /** Whether a page ended between two blocks: something of it stood there, or was lifted out. */
  isPageBreak(before: DraftBlock, after: DraftBlock): boolean
  /** The source marks the end of every page: paragraphs are cut nowhere else. */
  marked: boolean
  /** The document shows somewhere that it came from pages. */
  paginated: boolean
  /** The order of the pages is in doubt: only words that are sure to go together are joined. */
  wordsOnly: boolean
  /** Whether one block is sure to follow the other, as far as the order of the pages is in doubt. */
  areNeighbours(before: DraftBlock, after: DraftBlock): boolean
}

/** The blocks in reading order, cut ones joined: by the evidence, or as a person decided. */
export function joinBlocks(
  blocks: readonly DraftBlock[],
  evidence: JoinEvidence,
  decisions: PlacedDecisions,
): Unit[] {
  const joins = plausibleJoins(
    blocks,
    blocks.slice(1).map((_, index) => joinAt(blocks, index, evidence)),
    evidence,
  ).map((join, index) => decidedJoin({ before: blocks[index]!, after: blocks[index + 1]!, join }, decisions))
  const units: Unit[] = []
  for (const [index, block] of blocks.entries()) {
    const join = index > 0 ? joins[index - 1] : undefined
    const unit = units.at(-1)
    if (join === undefined || unit === undefined) units.push({ parts: [block], joins: [] })
    else {
      unit.parts.push(block)
      unit.joins.push(join)
    }
  }
  return units
}

/** How a block goes on in the next one, or undefined when it does not, as far as anyone can tell. */
function joinAt(blocks: readonly DraftBlock[], index: number, evidence: JoinEvidence): Join | undefined {
  const [before, after] = [blocks[index]!, blocks[index + 1]!]
  const atPageBreak = evidence.isPageBreak(before, after)
  if (!evidence.areNeighbours(before, after)) return undefined
  if (!mayGoOn(before, after, atPageBreak, evidence)) return undefined
  const initial = joinInitial(before, after)
  if (initial !== undefined) return initial
  if (isCutWord(evidence.source, before, after)) return joinWord(before, after, evidence)
  if (evidence.wordsOnly || !breaksOff(before)) return joinAfterColon(before, after, atPageBreak)
  if (!(atPageBreak && isProse(before)) && standsAmongLines(evidence.source, blocks, { index, atPageBreak }))
    return undefined
  if (endsWithDash(before.text)) return joinAfterDash(before, after, evidence)
  return goesOn(after.text)
    ? joinLower(before, after, atPageBreak, evidence)
    : joinOther(before, after, atPageBreak)
}

/** Blocks of one kind and one quotation; the rest of a cut list item or quotation may stand as a plain paragraph. */
function mayGoOn(
  before: DraftBlock,
  after: DraftBlock,
  atPageBreak: boolean,
  { marked, source }: JoinEvidence,
): boolean {
  if (after.barrier === 'display' || after.barrier === 'ornament' || (marked && !atPageBreak)) return false
  if (isSetInLines(source, before) || isSetInLines(source, after)) return false
  if (after.kind === 'blockquote')
    return before.kind === 'blockquote' && (before.quotation === after.quotation || atPageBreak)
  return after.kind === 'p' && (before.kind === 'p' || before.kind === 'blockquote' || before.kind === 'li')
}

/** A drop capital stands in a block of its own. */
function joinInitial(before: DraftBlock, after: DraftBlock): Join | undefined {
  if (before.kind !== 'p' || !/^["“‘«]?\p{Lu}$/u.test(before.text)) return undefined
  if (!/^(?:\p{Ll}|\p{Lu}{2,}[\s,])/u.test(after.text)) return undefined
  return { rule: 'join-initial', certainty: 'certain', space: false }
}

/** A clause that introduces something goes on in a small letter only where a page ends. */
function joinAfterColon(before: DraftBlock, after: DraftBlock, atPageBreak: boolean): Join | undefined {
  return atPageBreak && !after.breakCommanded && endsWithColon(before.text) && goesOn(after.text)
    ? spaceJoin('certain')
    : undefined
}

/** A sentence that breaks off with a dash ends there, unless a small letter goes on. */
function joinAfterDash(before: DraftBlock, after: DraftBlock, evidence: JoinEvidence): Join | undefined {
  if (
    endsWithColon(before.text.slice(0, -1)) ||
    endsSentence(before.text.slice(0, -1)) ||
    !goesOn(after.text)
  )
    return undefined
  const space = /\s.$/.test(before.text)
  const seen = evidence.paginated || evidence.isPageBreak(before, after)
  return { rule: 'join-dash-page-break', certainty: seen ? 'certain' : 'probable', space }
}

function joinLower(
  before: DraftBlock,
  after: DraftBlock,
  atPageBreak: boolean,
  { paginated }: JoinEvidence,
): Join | undefined {
  if (isSalutation(before.text)) return undefined
  const isLong = isProse(before) || isUnfinishedSentence(before)
  const isPlain = after.barrier === undefined && before.kind !== 'li' && before.kind === after.kind
  if (atPageBreak && (!after.breakCommanded || isLong)) return spaceJoin('certain')
  if (paginated && isPlain && isLong) return spaceJoin('certain')
  return isUnfinishedSentence(before) ? spaceJoin('probable') : undefined
}

/** What goes on with a capital, a sign or in a script without case. */
function joinOther(before: DraftBlock, after: DraftBlock, atPageBreak: boolean): Join | undefined {
  if (after.barrier !== undefined || before.kind !== after.kind) return undefined
  if (beginsCaseless(after.text)) return joinCaseless(before.text, after.text)
  if (!/^["'‘“(]*[\p{Lu}\p{N}]/u.test(after.text) && !beginsWithSign(after.text)) return undefined
  if (beginsLower(after.text)) return undefined
  return isMidSentence(before.text) || (atPageBreak && endsInFunctionWord(before.text))
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
