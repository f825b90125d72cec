/** The short lines of a text as pages carry them, and what stands beside each. */
import type { DraftBlock } from '../draft.ts'
import type { HeadLines } from '../head-lines.ts'
import { isWholeSentence } from '../repair/continuation.ts'
import { isSite } from '../repair/site.ts'
import { footnoteLead } from './footnote-lead.ts'
import { looksLikeHead } from './head-shape.ts'
import { type PageLine, readPageLine } from './page-line.ts'
import { isPageMark } from './page-mark.ts'
import { isSignature } from './signature.ts'
import { Surroundings } from './surroundings.ts'

/** What furniture is recognised by; each list by the index of the block. */
export interface PageReading {
  blocks: readonly DraftBlock[]
  /** The head of the text itself, which is no furniture. */
  head: HeadLines
  /** What the short lines say. */
  lines: readonly (PageLine | undefined)[]
  /** Where the words of a note at the foot of a page begin; 0 for what is none. */
  leads: readonly number[]
  around: Surroundings
}

/** Reads the lines of the blocks; nothing is decided yet. */
export function readPages(blocks: readonly DraftBlock[], head: HeadLines): PageReading {
  const lines = blocks.map((block) => lineOf(block, head))
  const leads = withoutLists(blocks.map(footnoteLead), blocks)
  const repeated = repeatedKeys(lines)
  const around = new Surroundings(
    blocks,
    (index) => isCandidate(blocks[index]!, lines[index], repeated) || leads[index]! > 0,
  )
  return { blocks, head, lines, leads, around }
}

/** A star or another sign that begins two blocks in a row marks the items of a list, wherever it stands. */
function withoutLists(leads: readonly number[], blocks: readonly DraftBlock[]): number[] {
  const signs = leads.map((lead, at) => (lead > 0 ? /^[^\s\d]*/.exec(blocks[at]!.text)![0] : ''))
  const bullets = new Set(signs.filter((sign, at) => sign !== '' && sign === signs[at - 1]))
  return leads.map((lead, at) => (bullets.has(signs[at]!) ? 0 : lead))
}

/** Kinds that a line of furniture is taken for by those who convert: `- 7 -` is a list in markdown. */
const LINE_KINDS: ReadonlySet<DraftBlock['kind']> = new Set(['p', 'heading', 'li'])

function lineOf(block: DraftBlock, head: HeadLines): PageLine | undefined {
  if (!LINE_KINDS.has(block.kind) || head.blocks.has(block) || isPageMark(block)) return undefined
  if (isWholeSentence(block)) return undefined
  const line = readPageLine(block.text)
  return block.kind === 'li' && !line?.page?.explicit ? undefined : line
}

function repeatedKeys(lines: readonly (PageLine | undefined)[]): Set<string> {
  const once = new Set<string>()
  const twice = new Set<string>()
  for (const line of lines) {
    if (line === undefined) continue
    if (once.has(line.key)) twice.add(line.key)
    once.add(line.key)
  }
  return twice
}

/** What may be furniture is passed over when the ends of a sentence are looked for. */
function isCandidate(block: DraftBlock, line: PageLine | undefined, repeated: ReadonlySet<string>): boolean {
  if (block.kind === 'note' || isPageMark(block) || isSite(block) || isSignature(block)) return true
  if (line === undefined) return false
  return (
    line.key === '' || line.page?.explicit === true || repeated.has(line.key) || looksLikeHead(block.text)
  )
}
