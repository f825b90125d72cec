/** Where the marks of a source end pages, and which pages they name. */
import type { Draft, DraftBlock, DraftPage } from '../../loading/draft.ts'
import type { PageMark } from './tags.ts'

/** What a block begins with. */
type Turn = Pick<DraftBlock, 'pageBreakBefore' | 'breakCommanded'>

/** Gathers the marks of one source, in order. */
export class PageTurns {
  #turn: 'ended' | 'commanded' | undefined
  readonly #pages: DraftPage[] = []
  readonly #doubtful: { block: number; page: number }[] = []

  /** A page ends before the next block. */
  turn({ isCommand }: PageMark): void {
    if (!isCommand) this.#turn = 'ended'
    else this.#turn ??= 'commanded'
  }

  /** What the block that was read begins with. */
  take(): Turn {
    const turn = this.#turn
    this.#turn = undefined
    return turn === 'commanded'
      ? { pageBreakBefore: true, breakCommanded: true }
      : { pageBreakBefore: turn !== undefined }
  }

  /** A mark names the page that begins at `start`. */
  name(start: number, { page }: PageMark): void {
    if (page !== undefined) this.#pages.push({ start, label: page })
  }

  /** An anchor before the block of an index names a page or a paragraph. */
  doubt(block: number, { page }: PageMark): void {
    this.#doubtful.push({ block, page: Number(page) })
  }

  /** Tells the draft of pages where the marks count them, and of the anchors between its blocks unless they count those. */
  finish(draft: Draft): void {
    for (const { block } of countsBlocks(this.#doubtful) ? [] : this.#doubtful) {
      const after = draft.blocks[block]
      if (after !== undefined && !after.pageBreakBefore)
        Object.assign(after, { pageBreakBefore: true, breakCommanded: true })
    }
    if (this.#pages.length > 0 && countUp(this.#pages)) draft.pages = withFirst(this.#pages, draft.blocks[0])
  }
}

/** The numbers grow as the blocks do: those of paragraphs, or of verses. A single one is told by its number. */
function countsBlocks(anchors: readonly { block: number; page: number }[]): boolean {
  if (anchors.length === 1) return Math.abs(anchors[0]!.page - anchors[0]!.block) <= 1
  const inStep = anchors.filter(({ block, page }, at) => {
    const before = anchors[at - 1]
    return before !== undefined && page - before.page === block - before.block
  })
  return inStep.length * 2 >= anchors.length - 1
}

/** Arabic numbers, each larger than the one before. */
function countUp(pages: readonly DraftPage[]): boolean {
  return pages.every(
    ({ label }, at) => /^\d/.test(label) && (at === 0 || Number(label) >= Number(pages[at - 1]!.label)),
  )
}

/** What stands before the first mark is on the page before. */
function withFirst(pages: DraftPage[], first: DraftBlock | undefined): DraftPage[] {
  const [{ start, label }] = pages as [DraftPage]
  if (first === undefined || first.start >= start || Number(label) < 2) return pages
  return [{ start: first.start, label: `${Number(label) - 1}` }, ...pages]
}
