import type { BlockKind } from '../loading/block.ts'
import { canonicalPieces } from '../loading/canonical-pieces.ts'
import type { Barrier, Draft, DraftBlock, Link, Piece, Span } from '../loading/draft.ts'
import { SourceTooComplex } from '../loading/errors.ts'
import type { SegmentRole } from '../loading/segment.ts'
import { DENSE } from '../text/scripts.ts'
import { asPageMark, cutsWord, endsInMark, markOfBlock, PAGE_MARK } from './page-marks/pieces.ts'
import type { PageMark } from './page-marks/tags.ts'
import { PageTurns } from './page-marks/turns.ts'

/** The largest source that a server takes has so many if its paragraphs are a line of print each. Each costs 3 kB. */
const MOST_BLOCKS = 250_000

/** Runs of a source that are told apart: words, markup, references of characters. Each costs 1 kB, and 12 µs. */
const MOST_PIECES = 500_000

const DENSE_END = new RegExp(`[${DENSE}\\uff01-\\uff60]$`, 'u')
const DENSE_START = new RegExp(`^[\\s>]*[${DENSE}\\uff01-\\uff60]`, 'u')

/** Gathers the pieces of one source, in order, into blocks and asides. */
export class BlockBuilder {
  readonly draft: Draft
  #open:
    | {
        kind: BlockKind
        level?: number
        start: number
        pieces: Piece[]
        links: Link[]
        scattered?: boolean
        hasWords?: boolean
        lastMark?: PageMark
      }
    | undefined
  #barrier: Barrier | undefined
  #quotation: number | undefined
  readonly #turns = new PageTurns()
  #anchoredPage: number | undefined
  #added = 0
  readonly #most: number

  /** Whether lines and blocks of their own may mark pages, as in formats without markup for them. */
  readonly marksPages: boolean

  /** @param bounds.most runs that are told apart */
  constructor(source: string, { most = MOST_PIECES, marksPages = false } = {}) {
    this.#most = most
    this.marksPages = marksPages
    this.draft = { source, blocks: [], asides: [], statements: [], warnings: [] }
  }

  /** Whether a block is open. */
  get isOpen(): boolean {
    return this.#open !== undefined
  }

  open(kind: BlockKind, start: number, level?: number): void {
    this.#open = { kind, start, pieces: [], links: [], ...(level !== undefined && { level }) }
  }

  /** The lines of the open block stand in a column: what is between its pieces belongs to others. */
  scatter(): void {
    if (this.#open !== undefined) this.#open.scattered = true
  }

  /** Whether the open block has nothing in it yet. */
  get isEmpty(): boolean {
    return this.#open?.pieces.length === 0
  }

  /** The depth of the open heading, known once its marks are read. */
  setLevel(level: number): void {
    if (this.#open !== undefined) this.#open.level = level
  }

  /** No sentence goes on from what stands before into the next block. */
  barrier(what: Barrier): void {
    this.#barrier = what
  }

  /** The quotation that the next blocks stand in; undefined outside of all. */
  setQuotation(quotation: number | undefined): void {
    this.#quotation = quotation
  }

  /** The open block, or the next one, begins with the anchor of a page. */
  anchorPage(page: number): void {
    this.#anchoredPage = page
  }

  /** A page ends here; or one was asked for, as a mark says. */
  pageBreak(mark: PageMark = {}): void {
    this.#turns.turn(mark)
  }

  /** The mark of a page, which is no text. Within a block, the page ends only where no text of the block follows. */
  pageMark({ start, end }: Span, mark: PageMark): void {
    if (cutsWord(this.draft.source, start, end)) this.softBreak(start, end, 'page-mark')
    else this.add({ start, end, ...PAGE_MARK })
    if (mark.isDoubtful) {
      if (!this.#open?.hasWords) this.#turns.doubt(this.draft.blocks.length, mark)
      return
    }
    this.#turns.name(start, mark)
    if (this.#open?.hasWords) this.#open.lastMark = mark
    else this.pageBreak(mark)
  }

  copy(start: number, end: number): void {
    this.#see(this.draft.source.slice(start, end))
    const last = this.#open?.pieces.at(-1)
    if (last?.op === 'copy' && last.end === start) last.end = end
    else this.add({ start, end, kind: this.#open?.kind ?? 'p', role: this.#role, op: 'copy' })
  }

  drop(start: number, end: number, rule: string): void {
    const last = (this.#open?.pieces ?? this.draft.asides).at(-1)
    if (last?.op === 'drop' && last.rule === rule && last.end === start) last.end = end
    else this.add({ start, end, kind: 'markup', role: 'markup', op: 'drop', rule })
  }

  replace(piece: { start: number; end: number; text: string; kind: string; rule: string }): void {
    this.#see(piece.text)
    this.add({ ...piece, role: piece.text === ' ' ? 'separator' : this.#role, op: 'replace' })
  }

  /** The end of a line within the open block: a blank, and nothing between ideographs (CSS Text 3 §4.1.3). */
  softBreak(start: number, end: number, rule: string): void {
    this.replace({ start, end, text: this.joins(start, end) ? '' : ' ', kind: 'softbreak', rule })
  }

  /** Whether the end of a line stands between ideographs. */
  joins(start: number, end: number): boolean {
    const { source } = this.draft
    return (
      DENSE_END.test(source.slice(Math.max(0, start - 2), start)) &&
      DENSE_START.test(source.slice(end, end + 80))
    )
  }

  link(link: Link): void {
    this.#open?.links.push(link)
  }

  /** The piece that was added last to the open block. */
  get last(): Piece | undefined {
    return this.#open?.pieces.at(-1)
  }

  /** Throws `SourceTooComplex` where there are too many. */
  add(piece: Piece): void {
    if (piece.end <= piece.start) return
    if (++this.#added > this.#most)
      throw new SourceTooComplex(
        `The source changes more than ${this.#most} times between words, markup and references of characters. Split it into several works, or send its text.`,
      )
    ;(this.#open?.pieces ?? this.draft.asides).push(piece)
  }

  #see(text: string): void {
    if (this.#open !== undefined && !this.#open.hasWords) this.#open.hasWords = /\S/.test(text)
  }

  /** The draft, with what the marks of pages say of it. */
  finish(): Draft {
    this.#turns.finish(this.draft)
    return this.draft
  }

  /** Closes the open block at `end`; one without words leaves its pieces as asides. */
  close(end: number): DraftBlock | undefined {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return undefined
    const filled = open.scattered
      ? open.pieces
      : fillWithMarkup(this.draft.source, open.pieces, open.start, end)
    const { pieces, text } = canonicalPieces(this.draft.source, filled)
    if (text === '') {
      this.#setAside(pieces)
      return undefined
    }
    if (open.kind === 'p' && ORNAMENT.test(text)) {
      this.#setAside(pieces.map(asOrnament))
      this.barrier(/^[-–—_\s]+$/.test(text) ? 'rule' : 'ornament')
      return undefined
    }
    const mark = this.marksPages ? markOfBlock(this.draft.source, open, text) : undefined
    if (mark !== undefined) {
      this.#setAside(pieces.map(asPageMark))
      this.#turns.name(open.start, mark)
      this.pageBreak(mark)
      return undefined
    }
    const { kind, level, start, links } = open
    const anchoredPage = this.#anchoredPage
    const block = {
      ...{ kind, start, end, pieces, text, links, ...this.#turns.take() },
      ...(this.#barrier !== undefined && { barrier: this.#barrier }),
      ...(this.#quotation !== undefined && { quotation: this.#quotation }),
      ...(level !== undefined && { level }),
      ...(anchoredPage !== undefined && { anchoredPage }),
    }
    this.#barrier = undefined
    this.#anchoredPage = undefined
    if (open.lastMark && endsInMark(this.draft.source, pieces)) this.pageBreak(open.lastMark)
    if (this.draft.blocks.push(block) > MOST_BLOCKS) {
      throw new SourceTooComplex(
        `The source has more than ${MOST_BLOCKS} paragraphs. Split it into several works.`,
      )
    }
    return block
  }

  #setAside(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.draft.asides.push(piece)
  }

  get #role(): SegmentRole {
    const kind = this.#open?.kind
    return kind === 'heading' || kind === 'note' ? kind : 'paragraph'
  }
}

/** What parts sections and is no text: `* * *`, `---`, `⁂`. */
const ORNAMENT = /^[-–—_=~*#•·◦●○◆◇■□⁂❦❧☙✦✶✻❖§\s]+$/u

function asOrnament({ text: _, ...piece }: Piece): Piece {
  return piece.op === 'drop'
    ? piece
    : { ...piece, kind: 'ornament', role: 'furniture', op: 'drop', rule: 'ornament' }
}

/** The pieces with the runs between them dropped as markup, so that they partition `[start, end)`. */
function fillWithMarkup(source: string, pieces: readonly Piece[], start: number, end: number): Piece[] {
  const out: Piece[] = []
  let at = start
  const fill = (to: number) => {
    const last = out.at(-1)
    if (to <= at) return
    if (last?.op === 'drop' && last.role === 'markup') last.end = to
    else if (/^\s+$/.test(source.slice(at, to))) out.push(dropped(at, to, 'white-space', 'separator'))
    else out.push(dropped(at, to, 'markup', 'markup'))
  }
  for (const piece of pieces) {
    fill(piece.start)
    out.push({ ...piece })
    at = piece.end
  }
  fill(end)
  return out
}

function dropped(start: number, end: number, rule: string, role: SegmentRole): Piece {
  return { start, end, kind: rule, role, op: 'drop', rule }
}
