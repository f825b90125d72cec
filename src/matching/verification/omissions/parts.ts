import type { Utf16Range } from '../../../text/folded.ts'
import { OMISSION } from '../../../text/omission.ts'
import { wordDiff } from '../../../text/word-diff.ts'
import { findOccurrences } from '../../occurrences.ts'
import type { ReadingText } from '../../reading-text.ts'
import { likePassages } from '../likeness/passages.ts'
import type { Match, QuotationEdit } from '../match.ts'
import { Quotation } from '../quotation.ts'
import { flagsBeyondSetting } from '../setting/flags-beyond-setting.ts'
import { cutWords } from '../word-edges.ts'
import { flagsOfEdit } from './edits.ts'
import { longestOmission } from './gaps.ts'

/** A part in its place, and how much it says. */
interface Place {
  range: Utf16Range
  weight: number
}

const MOST_CHAINS = 10

/**
 * The passages of a quotation with omissions whose parts are not all literal: each part surely recognised, in
 * order, no farther apart than an omission may be. Never one part alone for the whole.
 */
export function matchesOfParts(text: ReadingText, quotation: Quotation, parts: readonly string[]): Match[] {
  const places: Place[][] = []
  for (const part of parts.map((words) => new Quotation(words))) {
    const found = placesOf(text, part).map((range) => ({ range, weight: part.weight }))
    if (found.length === 0) return []
    places.push(found)
  }
  return inOrder(places).map((ranges) => matchOf(text, quotation, { parts, ranges }))
}

/** Whole words, literally where they stand so. */
function placesOf(text: ReadingText, part: Quotation): Utf16Range[] {
  const literal = findOccurrences(text, part.words).filter(({ range }) => !cutWords(text.text, range))
  return literal.length > 0 ? literal.map(({ range }) => range) : likePassages(text, part)
}

/** For each place of the first part the next places of the others, where they are near enough. */
function inOrder(places: readonly Place[][]): Utf16Range[][] {
  const chains: Utf16Range[][] = []
  for (const first of places[0]!) {
    const chain = [first]
    for (const next of places.slice(1)) {
      const { range, weight } = chain.at(-1)!
      const place = next.find((other) => {
        const omitted = other.range.start - range.end
        return omitted >= 0 && omitted <= longestOmission(Math.min(weight, other.weight))
      })
      if (place) chain.push(place)
    }
    if (chain.length === places.length) chains.push(chain.map(({ range }) => range))
    if (chains.length === MOST_CHAINS) break
  }
  return chains
}

function matchOf(
  text: ReadingText,
  quotation: Quotation,
  { parts, ranges }: { parts: readonly string[]; ranges: Utf16Range[] },
): Match {
  const exact = ranges.map((range) => text.exact(range)).join(OMISSION)
  const edits = ranges.slice(1).map(
    ({ start }, at): QuotationEdit => ({
      kind: 'omission',
      asQuoted: OMISSION.trim(),
      source: text.exact({ start: ranges[at]!.end, end: start }).trim(),
    }),
  )
  const changed = flagsBeyondSetting(parts.map((part) => part.trim()).join(OMISSION), exact)
  const flags = changed.length > 0 ? changed : edits.flatMap(flagsOfEdit)
  return {
    verdict: changed.length > 0 ? 'altered' : 'elided',
    parts: ranges,
    exact,
    asQuoted: quotation.text,
    diff: wordDiff(quotation.text, exact),
    edits,
    flags: [...new Set(flags)],
    meaningRisk: flags.includes('negation') || flags.includes('number'),
  }
}
