import type { ReadingText } from '../reading-text.ts'
import { describeChange } from './change.ts'
import { likePassages } from './likeness/passages.ts'
import type { Match } from './match.ts'
import { partsBetweenOmissions } from './omissions/marks.ts'
import { matchesOfParts } from './omissions/parts.ts'
import type { Quotation } from './quotation.ts'
import { flagsBeyondSetting } from './setting/flags-beyond-setting.ts'

/** The passages that are surely quoted although words differ, best first; all of them are about equally like. */
export function alteredMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  const parts = partsBetweenOmissions(quotation.text, text.folded.words)
  const matches =
    parts.length > 1 ? matchesOfParts(text, quotation, parts) : matchesOfWhole(text, quotation, limit)
  return matches.filter(({ verdict, flags }) => verdict === 'elided' || flags.length > 0).slice(0, limit)
}

function matchesOfWhole(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  return likePassages(text, quotation)
    .slice(0, limit)
    .map((range) => {
      const exact = text.exact(range)
      const change = describeChange(quotation.text, exact)
      const flags = flagsBeyondSetting(quotation.text, exact)
      return {
        verdict: 'altered',
        parts: [range],
        exact,
        asQuoted: quotation.text,
        edits: [],
        ...change,
        ...(flags.length > 0 && { flags }),
      }
    })
}
