import { canonicalExact } from '../../text/canonical.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { findOccurrences, MOST_OCCURRENCES, quotableRange } from '../occurrences.ts'
import type { ReadingText } from '../reading-text.ts'
import { CaseFolded } from './case-folded.ts'
import { describeChange } from './change.ts'
import type { Match, MatchVerdict } from './match.ts'
import type { Quotation } from './quotation.ts'
import { cutWords } from './word-edges.ts'

/** Places where the words stand as they are quoted (C2): identical before typography, whole words before parts. */
export function literalMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  const ranges = findOccurrences(text, quotation.words).map(({ range }) => range)
  return best(text, ranges, limit, (range) => {
    const exact = text.exact(range)
    const isSame = exact === quotation.text || canonicalExact(exact) === quotation.text
    return isSame ? 'identical' : 'typography'
  }).map(({ range, verdict }) => matchAt(text, quotation, { range, verdict }))
}

/** Places where the words differ from the quotation in nothing but case. */
export function caseMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  const haystack = new CaseFolded(text.folded.words)
  const needle = new CaseFolded(quotation.words).text
  const ranges: Utf16Range[] = []
  let at = haystack.text.indexOf(needle)
  for (
    let tried = 0;
    at >= 0 && tried < MOST_OCCURRENCES;
    tried++, at = haystack.text.indexOf(needle, at + 1)
  ) {
    const words = haystack.sourceRange({ start: at, end: at + needle.length })
    const range = words && quotableRange(text, words)
    if (range) ranges.push(range)
  }
  return best(text, ranges, limit, () => 'case').map((place) => {
    const match = matchAt(text, quotation, place)
    // ss for ß is another spelling, and SS the same in capitals.
    return match.flags.includes('orthography') ? { ...match, verdict: 'altered' } : match
  })
}

interface Place {
  range: Utf16Range
  verdict: MatchVerdict
}

const RANKS: readonly MatchVerdict[] = ['identical', 'typography', 'case']

/** The first `limit` places of the best rank, in reading order within a rank. */
function best(
  text: ReadingText,
  ranges: readonly Utf16Range[],
  limit: number,
  verdictOf: (range: Utf16Range) => MatchVerdict,
): Place[] {
  const ranked = Array.from({ length: 2 * RANKS.length }, (): Place[] => [])
  for (const range of ranges) {
    const verdict = verdictOf(range)
    const rank = 2 * RANKS.indexOf(verdict) + (cutWords(text.text, range) ? 1 : 0)
    const places = ranked[rank]!
    if (places.length < limit) places.push({ range, verdict })
    if (rank === 0 && places.length === limit) break
  }
  return ranked.flat().slice(0, limit)
}

/**
 * Where the quotation begins or ends inside a word, what was cut off can be what denies: "possible" of
 * "impossible", "can" of "can't". The verdict stands, and the flags tell.
 */
function matchAt(text: ReadingText, quotation: Quotation, { range, verdict }: Place): Match {
  const exact = text.exact(range)
  const whole = cutWords(text.text, range)
  const change = describeChange(quotation.text, exact)
  const cut = whole && describeChange(quotation.text, text.exact(whole))
  return {
    verdict,
    parts: [range],
    exact,
    asQuoted: quotation.text,
    diff: change.diff,
    edits: [],
    flags: cut ? cut.flags : change.flags,
    meaningRisk: cut ? cut.meaningRisk : change.meaningRisk,
  }
}
