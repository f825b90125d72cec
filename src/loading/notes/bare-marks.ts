/** Marks of notes that a conversion set on the line: `the river.1`, and at the end `1. The deed is lost.` */
import type { DraftBlock } from '../draft.ts'
import { endsSentence } from '../repair/sentence-end.ts'
import type { Mark } from './marks.ts'

/** A note by its number, and where its words begin in its block (UTF-16 units). */
export interface NumberedNote {
  name: string
  lead: number
}

/** What numbers on the line were found to be, by the indexes of the blocks. */
export interface BareNotes {
  marks: ReadonlyMap<number, readonly Mark[]>
  notes: ReadonlyMap<number, NumberedNote>
}

const NONE: BareNotes = { marks: new Map(), notes: new Map() }
/** A number against the end of a sentence or of a word. */
const MARK = /(?<=[.,;!?…]["'”»’)\]]{0,2}|["”»)]|\p{Ll}{3})(?<![\d.,]\.|\d,)\d{1,2}(?=$|[\s,;:)—–])/gu
const AT_END = /[.,;!?…]["'”»’)\]]{0,2}$|["”»]$/u

/**
 * Numbers on the line are marks where they count from 1 through the text and each has a block behind it that begins with
 * its number, all of these in order. A single one stands behind a sentence, and its note behind the whole text.
 *
 * @param numbered the number that a block begins with, as text or as an item of a list
 */
export function findBareNotes(
  blocks: readonly DraftBlock[],
  numbered: (block: DraftBlock) => NumberedNote | undefined,
): BareNotes {
  const marks = chainOf(blocks)
  if (marks.length === 0) return NONE
  const leads = blocks.map((block) =>
    block.kind === 'p' || block.kind === 'li' ? numbered(block) : undefined,
  )
  const notes = new Map<number, NumberedNote>()
  let before = blocks.length
  for (const [index, { at, mark }] of [...marks.entries()].reverse()) {
    const found = leads.findLastIndex((lead, place) => place < before && lead?.name === mark.name)
    if (found <= at) return NONE
    notes.set(found, leads[found]!)
    before = found
    if (index === 0 && marks.length === 1 && !(isLast(blocks, found) && isAtEnd(blocks[at]!, mark)))
      return NONE
  }
  const byBlock = new Map<number, Mark[]>()
  for (const { at, mark } of marks) byBlock.set(at, [...(byBlock.get(at) ?? []), mark])
  return { marks: byBlock, notes }
}

/** Nothing but short lines, such as the foot of a page, stands behind it. */
function isLast(blocks: readonly DraftBlock[], at: number): boolean {
  const behind = blocks.slice(at + 1)
  return behind.length <= 2 && behind.every(({ text }) => text.length <= 60 && !endsSentence(text))
}

function isAtEnd({ text }: DraftBlock, { start }: Mark): boolean {
  return AT_END.test(text.slice(0, start))
}

/** The marks in the order of the text, when they count from 1 by one. */
function chainOf(blocks: readonly DraftBlock[]): { at: number; mark: Mark }[] {
  const chain: { at: number; mark: Mark }[] = []
  for (const [at, { kind, text }] of blocks.entries()) {
    if (kind === 'heading' || kind === 'pre' || kind === 'table') continue
    for (const { 0: name, index } of text.matchAll(MARK)) {
      if (Number(name) !== chain.length + 1) continue
      const span = { start: index, end: index + name.length }
      chain.push({ at, mark: { ...span, name, form: 'bare', tags: [] } })
    }
  }
  return chain
}
