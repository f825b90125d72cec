/** The golden citations of test/fixtures/citations, and what each part of a line must be. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { CslItem } from '../../src/citing/csl/item.ts'
import type { Formatted } from '../../src/citing/pieces/pieces.ts'

interface Printed extends Formatted {
  empty?: boolean
}

export interface GoldenLine {
  id: string
  style: string
  locale: string
  item: CslItem
  expected: { bibliography: Printed; cite: Record<string, Printed> }
  suspectParts?: string[]
  corrected?: Record<string, Printed>
}

/** The parts of a line; the last two only note styles have. */
export const PARTS = [
  'bibliography',
  'cite.plain',
  'cite.para3',
  'cite.paras3to5',
  'cite.page12',
  'cite.authorOnly',
  'cite.suppressAuthorPara3',
  'cite.subsequentPlain',
  'cite.subsequentPara3',
] as const
export type Part = (typeof PARTS)[number]

export function goldenLines(): GoldenLine[] {
  const file = new URL('../fixtures/citations/golden.jsonl.gz', import.meta.url)
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenLine)
}

/** corrected, else expected where it is not suspect; null where nobody knows what is right or nothing is said. */
export function target(line: GoldenLine, part: Part): Formatted | null {
  const { expected, corrected, suspectParts } = line
  const right = corrected?.[part]
  if (right) return bare(right)
  if (suspectParts?.includes(part)) return null
  const printed = part === 'bibliography' ? expected.bibliography : expected.cite[part.slice('cite.'.length)]
  return printed ? bare(printed) : null
}

/** The oracle's wrapper and closing line break are not part of an entry. */
function bare({ text, html, empty }: Printed): Formatted {
  if (empty) return { text: '', html: '' }
  const entry = html.trim().replace(/^<div class="csl-entry">(.*)<\/div>$/s, '$1')
  return { text: text.trim(), html: entry.trim() }
}
