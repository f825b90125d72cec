/** What the source has between the words of its blocks: where which mark stood. */
import type { Segment } from '../loading/segment.ts'

/** Something of the source that is no word of a block, and where in the block it stands. */
export interface SourceMark {
  /** Code points of the block's text before it. */
  at: number
  /** How many code points stand in its place: of a line's end or a cell's, the blank. */
  width: number
  /** The rule of the segment, such as `emphasis`, `link`, `html`, `html-break`. */
  rule: string
  /** Its characters in the source. */
  source: string
  /** What the reader found it to be, where that says more than the characters, such as `item:3` and `note-call:1`. */
  kind?: string
}

/** Rules of what is of no use to a reader: the words stand as they do without it. */
const UNTOLD: ReadonlySet<string> = new Set(['escape', 'character-reference', 'indent'])
/** Rule of white space at the edges of lines: in code it sets them in, elsewhere it says nothing. */
export const WHITE_SPACE = 'white-space'

/** All marks of a source. */
export interface SourceMarks {
  /** The marks of each block, by its ordinal, in the order of its text. */
  ofBlocks: ReadonlyMap<number, readonly SourceMark[]>
  /** Definitions of addresses that links refer to, wherever they stand. */
  definitions: readonly string[]
}

/**
 * Reads the marks from the segments that are no words, and from their neighbours. What stands between two blocks belongs to the one from which no separator parts it.
 */
export async function sourceMarks(
  segments: AsyncIterable<readonly Segment[]>,
  source: Buffer,
): Promise<SourceMarks> {
  const gathering = new Gathering(source)
  for await (const page of segments) for (const segment of page) gathering.take(segment)
  return gathering.finish()
}

class Gathering {
  readonly #source: Buffer
  readonly #marks = new Map<number, SourceMark[]>()
  readonly #definitions: string[] = []
  /** Blocks of code. */
  readonly #code = new Set<number>()
  /** The block in which the last words stood, and where they ended. */
  #block: number | undefined
  #end = 0
  /** Marks since then, up to the first separator, and from the last one on. */
  #before: Segment[] = []
  #after: Segment[] = []
  #separated = false

  constructor(source: Buffer) {
    this.#source = source
  }

  take(segment: Segment): void {
    const { target, op } = segment
    if (target && 'block' in target) this.#words(segment, target)
    // The tags of HTML's blocks part them too; a list's item and a note's label may stand before several.
    else if (segment.rule === 'html-block') this.#separated = true
    else if (segment.rule === 'link-definition') this.#definitions.push(this.#sourceOf(segment))
    else if (op !== 'drop' || target || this.#isSeparator(segment)) this.#separate()
    else (this.#separated ? this.#after : this.#before).push(segment)
  }

  finish(): SourceMarks {
    this.#settle(undefined, 0)
    for (const marks of this.#marks.values()) marks.sort((a, b) => a.at - b.at)
    return { ofBlocks: this.#marks, definitions: this.#definitions }
  }

  /** Blocks are parted by line ends. */
  #isSeparator(segment: Segment): boolean {
    const { role, rule = '' } = segment
    return (
      role === 'separator' &&
      /(?:separator|blank-lines)$/.test(rule) &&
      /[\n\r]/.test(this.#sourceOf(segment))
    )
  }

  #sourceOf({ start, end }: Segment): string {
    return this.#source.toString('utf8', start, end)
  }

  #separate(): void {
    this.#separated = true
    this.#after = []
  }

  #words(segment: Segment, { block, start, end }: { block: number; start: number; end: number }): void {
    if (segment.kind === 'pre') this.#code.add(block)
    this.#settle(block, start)
    this.#block = block
    this.#end = end
    if (segment.op === 'replace') this.#add(block, { at: start, width: end - start, segment })
  }

  /** Gives the marks that wait to the block before them or to the one that begins now. */
  #settle(next: number | undefined, start: number): void {
    const same = next === this.#block
    for (const segment of this.#before) {
      if (this.#block !== undefined) this.#add(this.#block, { at: this.#end, width: 0, segment })
      else if (next !== undefined) this.#add(next, { at: start, width: 0, segment })
    }
    for (const segment of this.#after) {
      if (same && next !== undefined) this.#add(next, { at: this.#end, width: 0, segment })
      else if (next !== undefined) this.#add(next, { at: start, width: 0, segment })
    }
    this.#before = []
    this.#after = []
    this.#separated = false
  }

  #add(block: number, { at, width, segment }: { at: number; width: number; segment: Segment }): void {
    const { rule = segment.kind } = segment
    if (UNTOLD.has(rule) || (rule === WHITE_SPACE && !this.#code.has(block))) return
    const kind = segment.kind.includes(':') ? { kind: segment.kind } : {}
    const mark = { at, width, rule, source: this.#sourceOf(segment), ...kind }
    const marks = this.#marks.get(block)
    if (marks) marks.push(mark)
    else this.#marks.set(block, [mark])
  }
}
