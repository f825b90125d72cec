import type { Utf16Range } from '../text/folded.ts'
import { apostrophesIn } from './apostrophes.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'
import { CLOSERS, MARK, type Mark, markAt } from './quotation-marks.ts'

/** Words between quotation marks: from behind the opening one to before the closing one, perhaps blocks later. */
export interface MarkedWords {
  /** Indices of blocks; offsets of their text in UTF-16 units. */
  from: { block: number; offset: number }
  to: { block: number; offset: number }
}

/** An opening mark that has not been closed. */
interface Open {
  mark: string
  from: { block: number; offset: number }
}

/**
 * The outermost quotations in some of the blocks, in order. One that is open at a paragraph's end goes on in the
 * next when that begins with the same mark, as English sets it; else the mark was none.
 */
export function markedWords(
  blocks: readonly ManuscriptBlock[],
  isRead: (block: number) => boolean,
): MarkedWords[] {
  const found: MarkedWords[] = []
  let carried: Open | undefined
  for (const [index, block] of blocks.entries()) {
    if (!isRead(index)) {
      carried = undefined
      continue
    }
    const open = new OpenMarks(carried)
    const next = blocks[index + 1]
    const goesOn = next && isRead(index + 1) && next.kind === block.kind
    const again = goesOn ? next.text[0] : undefined
    readBlock(block, index, { open, found, again, skip: carried ? 1 : 0 })
    carried = again === undefined ? undefined : open.lowest(again)
  }
  return found
}

/** What stands in elements `q` of HTML, which browsers set between marks. */
export function quotedElements(
  blocks: readonly ManuscriptBlock[],
  isRead: (block: number) => boolean,
): MarkedWords[] {
  return blocks.flatMap(({ elements }, block) =>
    elements
      .filter(({ name }) => name === 'q' && isRead(block))
      .map(({ range: { start, end } }) => ({ from: { block, offset: start }, to: { block, offset: end } })),
  )
}

/** Those of several that do not begin within another, in order. */
export function outermost(words: readonly MarkedWords[]): MarkedWords[] {
  const kept: MarkedWords[] = []
  const inOrder = words.toSorted(
    (a, b) => a.from.block - b.from.block || a.from.offset - b.from.offset || b.to.offset - a.to.offset,
  )
  for (const one of inOrder) {
    const last = kept.at(-1)
    if (!last || !isAfter(last.to, one.from)) kept.push(one)
  }
  return kept
}

function readBlock(
  { text, opaque }: ManuscriptBlock,
  block: number,
  {
    open,
    found,
    again,
    skip,
  }: { open: OpenMarks; found: MarkedWords[]; again: string | undefined; skip: number },
): void {
  const marks = marksOf(text, opaque)
  const apostrophes = apostrophesIn(text, marks, again)
  let closedAt = -1
  for (const mark of marks) {
    if (mark.at < skip) continue
    const closes = mark.closes && open.accepts(mark.mark) && !apostrophes.has(mark)
    const isBehindClosed = mark.at === closedAt + 1
    if (closes && (isBehindClosed || !(mark.opens && mark.wins === 'open'))) {
      const { from } = open.close(mark.mark)
      keep(found, { from, to: { block, offset: mark.at } })
      closedAt = mark.at
    } else if (mark.opens && !apostrophes.has(mark)) {
      open.push({ mark: mark.mark, from: { block, offset: mark.at + 1 } })
    }
  }
}

/** Those found within the new one are part of it; they are the last. */
function keep(found: MarkedWords[], words: MarkedWords): void {
  while (found.length > 0 && isAfter(found.at(-1)!.from, words.from)) found.pop()
  found.push(words)
}

function isAfter(a: MarkedWords['from'], b: MarkedWords['from']): boolean {
  return a.block > b.block || (a.block === b.block && a.offset > b.offset)
}

function marksOf(text: string, opaque: readonly Utf16Range[]): Mark[] {
  const marks: Mark[] = []
  let hidden = 0
  for (const { index } of text.matchAll(MARK)) {
    while (hidden < opaque.length && opaque[hidden]!.end <= index) hidden++
    if ((opaque[hidden]?.start ?? Number.POSITIVE_INFINITY) <= index) continue
    const mark = markAt(text, index)
    if (mark.opens || mark.closes) marks.push(mark)
  }
  return marks
}

/** The open marks of a block, innermost last; each step takes constant time over all. */
class OpenMarks {
  readonly #open: Open[] = []
  /** How many of those open each mark would close. */
  readonly #closers = new Map<string, number>()

  constructor(carried: Open | undefined) {
    if (carried) this.push(carried)
  }

  push(open: Open): void {
    this.#open.push(open)
    this.#count(open, 1)
  }

  accepts(closer: string): boolean {
    return (this.#closers.get(closer) ?? 0) > 0
  }

  /** Closes the innermost that the mark closes; those within were none. */
  close(closer: string): Open {
    for (;;) {
      const open = this.#open.pop()!
      this.#count(open, -1)
      if (CLOSERS[open.mark]!.includes(closer)) return open
    }
  }

  /** The outermost that was opened by this mark. A straight single one is too easily an apostrophe. */
  lowest(mark: string): Open | undefined {
    return mark === "'" ? undefined : this.#open.find((open) => open.mark === mark)
  }

  #count({ mark }: Open, by: number): void {
    for (const closer of CLOSERS[mark]!) this.#closers.set(closer, (this.#closers.get(closer) ?? 0) + by)
  }
}
