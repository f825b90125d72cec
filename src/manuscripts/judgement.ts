import { type Attribution, NOT_CLAIMED } from '../attribution/claim.ts'
import { withoutCopied } from '../matching/verification/setting/copied.ts'
import { foldSetting } from '../matching/verification/setting/fold-setting.ts'
import {
  type NearestOffered,
  VERDICTS,
  type Verification,
  type VerifiedMatch,
} from '../searching/verification.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { wordCount } from './word-count.ts'

/**
 * What a quotation of a manuscript is worth.
 *
 * `word_for_word`: the words stand in a work as they are quoted. Typography may differ, so may the case of the first
 * letter and a comma or full stop at the end, and what is left out or changed must be marked. Nothing else may: not
 * case, not punctuation, and nothing that puts the meaning at risk.
 *
 * `altered`: a passage is surely quoted, and its words are others.
 *
 * `doubtful`: no passage is surely quoted, but one is somewhat like a quotation of at least six words.
 *
 * `not_found`: nothing in the archive is like it; manuscripts quote other books too.
 *
 * `not_checked`: it cannot be looked for, or it is so short that what is like it tells nothing.
 */
export const OUTCOMES = ['word_for_word', 'altered', 'doubtful', 'not_found', 'not_checked'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What was passed over in calling a quotation word for word. */
export const NOTES = ['first_letter', 'final_punctuation'] as const
export type Note = (typeof NOTES)[number]

/** What a quotation of a manuscript is judged to be. */
export const JUDGED_VERDICTS = [...VERDICTS, 'not_checked'] as const

/** What came of looking for a quotation. */
export interface Judgement {
  outcome: Outcome
  verdict: (typeof JUDGED_VERDICTS)[number]
  notes: Note[]
  /** Why it was not checked. */
  reason: string | null
  /** The passage that it quotes, the best of several. */
  match: VerifiedMatch | null
  /** The passage that is somewhat like it. */
  nearest: NearestOffered | null
  /** Whether the source is the one that is cited. */
  attribution: Attribution
}

/** What the verdict on a quotation means for a manuscript. */
export function judge(
  { verdict, matches, nearest }: Verification,
  { text, short }: Pick<ManuscriptQuotation, 'text' | 'short'>,
): Judgement {
  const [match = null] = matches
  const notes: Note[] = match && isFirstLetterOnly(match) ? ['first_letter'] : []
  if (match && !match.meaningRisk && (FAITHFUL.has(match.verdict) || notes.length > 0))
    return {
      outcome: 'word_for_word',
      verdict,
      notes,
      reason: null,
      match,
      nearest: null,
      attribution: NOT_CLAIMED,
    }
  if (short) return notChecked('It has at most two words, and they stand nowhere so: it may be a term.')
  const isTelling = nearest !== null && wordCount(text) >= TELLING
  const outcome = match ? 'altered' : isTelling ? 'doubtful' : 'not_found'
  return { outcome, verdict, notes: [], reason: null, match, nearest, attribution: NOT_CLAIMED }
}

/** Of fewer words too many passages have some in common. */
export const TELLING = 6

/** What cannot be looked for, and why. */
export function notChecked(reason: string): Judgement {
  const nothing = { match: null, nearest: null, attribution: NOT_CLAIMED }
  return { outcome: 'not_checked', verdict: 'not_checked', notes: [], reason, ...nothing }
}

/** The better of two judgements on one quotation; the first of two that are as good. */
export function better(first: Judgement | undefined, second: Judgement): Judgement {
  if (!first) return second
  return RANKS.indexOf(second.outcome) < RANKS.indexOf(first.outcome) ? second : first
}

const RANKS: readonly Outcome[] = ['word_for_word', 'altered', 'doubtful', 'not_found', 'not_checked']
const FAITHFUL: ReadonlySet<string> = new Set(['identical', 'typography', 'elided'])

function isFirstLetterOnly({ verdict, asQuoted, exact }: VerifiedMatch): boolean {
  if (verdict !== 'case') return false
  const [quoted, source] = [foldSetting(withoutCopied(asQuoted)), foldSetting(exact)]
  const at = quoted.search(/\p{L}/u)
  const behind = at + String.fromCodePoint(quoted.codePointAt(at) ?? 0).length
  return (
    quoted.slice(0, at) === source.slice(0, at) &&
    quoted.slice(behind) === source.slice(behind) &&
    quoted.slice(at, behind).toLowerCase() === source.slice(at, behind).toLowerCase()
  )
}
