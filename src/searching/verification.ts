import { MATCH_VERDICTS, type Match } from '../matching/verification/match.ts'
import type { Quote } from '../quoting/quote.ts'
import type { WordEdit } from '../text/word-diff.ts'

/** A quotation to be verified: in one work, by its id, or wherever it stands in the archive. */
export interface VerifyRequest {
  text: string
  work?: string | undefined
  /** Most matches to answer. */
  limit: number
}

/** A passage that the quotation quotes. */
export interface VerifiedMatch extends Match {
  work: string
  quote: Quote
}

/** What a quotation is judged to be: as its best match is, or not to be told. */
export const VERDICTS = [...MATCH_VERDICTS, 'ambiguous', 'not_found'] as const

/** What came of a quotation. */
export interface Verification {
  /** That of the best match; `ambiguous` when several passages, all different, are as like as one another. */
  verdict: (typeof VERDICTS)[number]
  /** Best first. */
  matches: VerifiedMatch[]
  /** Where nothing is surely the passage: the likest one there is, which may be another. */
  nearest: NearestOffered | null
  searched: { works: number; paragraphs: number }
}

/** A passage that is somewhat like the quotation. */
export interface NearestOffered {
  work: string
  paragraph: string | null
  number: number | null
  text: string
  diff: WordEdit[]
}

/** The verdict over a quotation by its matches, best first. */
export function verdictOf(matches: readonly Match[]): Verification['verdict'] {
  const [first, second] = matches
  if (!first) return 'not_found'
  const doubtful =
    first.verdict === 'altered' &&
    second &&
    changed(first) === changed(second) &&
    first.exact !== second.exact
  return doubtful ? 'ambiguous' : first.verdict
}

/** How many characters differ between a quotation and its match. */
export function changed({ diff }: Match): number {
  return diff.reduce((sum, { op, text }) => (op === 'equal' ? sum : sum + text.length), 0)
}
