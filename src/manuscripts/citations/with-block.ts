import type { ManuscriptBlock } from '../manuscript-block.ts'
import type { Segment } from '../segments.ts'
import { type CitationsOfBlocks, type CitedBeside, together } from './beside.ts'
import type { TextCitation } from './cited-source.ts'
import { readNote } from './noted.ts'
import { isNames } from './parts.ts'

/** A block quotation in its blocks, and the line under it that names its author. */
interface QuotedBlocks {
  group: readonly ManuscriptBlock[]
  segments: readonly Segment[]
  attribution: string | null
}

/** The blocks before and behind a block quotation. */
interface Around {
  lead: ManuscriptBlock | undefined
  next: ManuscriptBlock | undefined
}

/** What is cited with a block quotation: at its end, else on the line under it, else by the sentence that leads to it. */
export function citedWithBlock(
  citations: CitationsOfBlocks,
  { group, segments, attribution }: QuotedBlocks,
  { lead, next }: Around,
): CitedBeside {
  const { block: last, range } = segments.at(-1)!
  const own = group
    .slice(group.indexOf(last))
    .flatMap((block) =>
      (citations.get(block) ?? []).filter(({ from }) => block !== last || from >= range.end),
    )
  const under =
    next && /^[\s(\u2013\u2014[@-]/u.test(next.text) ? (citations.get(next) ?? []).slice(0, 1) : []
  const isLead = lead && /[:\uff1a]$/.test(lead.text.trimEnd())
  const named = (isLead ? (citations.get(lead) ?? []) : []).filter(
    ({ form }) => form === 'sentence' || form === 'aside',
  )
  const near = under.filter(({ from }) => from <= NEAR)
  return together({
    behind: [...attributed(attribution), ...own, ...near, ...attributed(lineUnder(next))],
    named: named.at(-1),
    isNear: () => true,
  })
}

/** Characters before a citation that begins a line: a dash and a space. */
const NEAR = 3

/** "— Leila Al Shami, 2016" in a block of its own; a line of dialogue begins with a dash, too. */
function lineUnder(next: ManuscriptBlock | undefined): string | null {
  const line =
    next && next.lines.length === 1
      ? /^[\u2013-\u2015] ?(\p{Lu}.{3,200})$/u.exec(next.text.trim())?.[1]
      : undefined
  if (line === undefined) return null
  return readNote(line) || (line.includes(' ') && isNames(line)) ? line : null
}

/** "Leila Al Shami, Breaking the siege": the name is sure, and where the title ends is not. */
function attributed(attribution: string | null): TextCitation[] {
  if (attribution === null) return []
  const noted = readNote(attribution)
  const [author = ''] = attribution.split(/[,(]/)
  const sources =
    noted?.is === 'sources'
      ? noted.sources
      : isNames(author.trim())
        ? [{ claim: { author: author.trim() }, sure: true }]
        : []
  return sources.length > 0 ? [{ from: 0, to: 0, text: attribution, sources, form: 'aside' }] : []
}
