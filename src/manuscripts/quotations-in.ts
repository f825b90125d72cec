import { blockQuotation } from './block-quotations.ts'
import { type CitationsOfBlocks, citedBeside } from './citations/beside.ts'
import { isCitedTitle } from './citations/cited-titles.ts'
import { textCitations } from './citations/text-citations.ts'
import { citedWithBlock } from './citations/with-block.ts'
import type { ManuscriptDraft } from './formats/format.ts'
import { hintsAfter, hintsOfBlocks } from './hints.ts'
import { type MarkedWords, markedWords, outermost, quotedElements } from './inline-quotations.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'
import { manuscriptBlocks } from './manuscript-blocks.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { type Segment, spanOf, trimmed, wordsOf } from './segments.ts'
import { SourcePlaces } from './source-places.ts'
import { wordCount } from './word-count.ts'

type Quoted = ManuscriptDraft['quoted']

/**
 * The quotations of a manuscript, in order: between quotation marks, the outermost ones, and set off as blocks. Code,
 * addresses, markup and front matter hold none. Takes time linear in the text's length.
 *
 * @param most when there are more, one more is returned and the others are not looked at
 */
export function quotationsIn(manuscript: ManuscriptDraft, most: number): ManuscriptQuotation[] {
  const { draft, quoted, stops } = manuscript
  const blocks = manuscriptBlocks(manuscript)
  const places = new SourcePlaces(draft.source, stops)
  const quotations: ManuscriptQuotation[] = []
  for (const found of foundIn({ blocks, quoted, citations: textCitations(blocks) })) {
    if (!/[\p{L}\p{N}]/u.test(wordsOf(found.segments))) continue
    quotations.push(quotationOf(found, places))
    if (quotations.length > most) break
  }
  return quotations.sort((a, b) => a.start.utf16 - b.start.utf16)
}

/** The blocks of a manuscript, which of them are quotations, and what they cite. */
interface Cited {
  blocks: readonly ManuscriptBlock[]
  quoted: Quoted
  citations: CitationsOfBlocks
}

function* foundIn(cited: Cited): Generator<Found> {
  yield* inlineQuotations(cited)
  yield* blockQuotations(cited)
}

function quotationOf({ segments, ...quotation }: Found, places: SourcePlaces): ManuscriptQuotation {
  const text = wordsOf(segments)
  const { start, end } = spanOf(segments)
  const unpunctuated =
    /[^.]$/.test(text.slice(0, -1)) && /[.,\u060c\uff0c\u3002]$/.test(text) ? text.slice(0, -1) : null
  return {
    ...quotation,
    text,
    unpunctuated,
    short: wordCount(text) <= SHORT,
    start: places.at(start),
    end: places.at(end),
  }
}

/** Words of a term or a scare quote at most. */
const SHORT = 2

type Found = Pick<ManuscriptQuotation, 'kind' | 'attribution' | 'hints' | 'sources' | 'citation'> & {
  segments: Segment[]
}

function* inlineQuotations({ blocks, quoted, citations }: Cited): Generator<Found> {
  const isRead = (at: number) => quoted[at] === null && blocks[at]!.kind !== 'pre'
  const all = outermost([...markedWords(blocks, isRead), ...quotedElements(blocks, isRead)]).filter(
    ({ from, to }) =>
      from.block !== to.block ||
      !isCitedTitle(citations, blocks[from.block]!, { start: from.offset, end: to.offset }),
  )
  for (const [at, words] of all.entries()) {
    const segments = trimmed(segmentsOf(blocks, words))
    if (segments.length === 0) continue
    const { block, offset } = words.to
    const hints = hintsAfter(blocks[block]!, spanOf(segments.slice(-1)), offset + 1)
    const cited = citedBeside(citations, placeOf(blocks, words), neighboursOf(all, at))
    yield { kind: 'inline', segments, attribution: null, hints, ...cited }
  }
}

function placeOf(blocks: readonly ManuscriptBlock[], { from, to }: MarkedWords) {
  return { first: blocks[from.block]!, from: from.offset, last: blocks[to.block]!, to: to.offset }
}

/** Where the quotation before ends and the next one begins, in the blocks of this one. */
function neighboursOf(all: readonly MarkedWords[], at: number) {
  const { from, to } = all[at]!
  const [before, behind] = [all[at - 1], all[at + 1]]
  return {
    before: before?.to.block === from.block ? before.to.offset : 0,
    behind: behind?.from.block === to.block ? behind.from.offset : Number.POSITIVE_INFINITY,
  }
}

/** In each paragraph but the first the mark is repeated. */
function segmentsOf(blocks: readonly ManuscriptBlock[], { from, to }: MarkedWords): Segment[] {
  return blocks.slice(from.block, to.block + 1).map((block, at) => ({
    block,
    range: {
      start: at === 0 ? from.offset : 1,
      end: from.block + at === to.block ? to.offset : block.text.length,
    },
  }))
}

function* blockQuotations({ blocks, quoted, citations }: Cited): Generator<Found> {
  const groups = new Map<number, ManuscriptBlock[]>()
  const lastOf = new Map<number, number>()
  for (const [at, number] of quoted.entries()) {
    if (number === null) continue
    lastOf.set(number, at)
    const group = groups.get(number)
    if (group) group.push(blocks[at]!)
    else groups.set(number, [blocks[at]!])
  }
  for (const [number, group] of groups) {
    const found = blockQuotation(group)
    if (!found) continue
    const { segments, attribution, citation } = found
    const last = lastOf.get(number)!
    const around = { lead: blocks[last - group.length], next: blocks[last + 1] }
    const cited = citedWithBlock(citations, { group, segments, attribution }, around)
    yield { kind: 'block', segments, attribution, hints: hintsOfBlocks(group, citation), ...cited }
  }
}
