import type { FormatMark } from '../formats/format-mark.ts'
import type { BlockKind } from '../loading/block.ts'
import { type DraftBlock, type Piece, type Span, textOf } from '../loading/draft.ts'
import { isBreak } from '../loading/lines.ts'
import type { Utf16Range } from '../text/folded.ts'
import { lastWhere } from '../text/last-where.ts'
import { Elements, type TextElement } from './elements.ts'

/** A link's label in the source and its address. */
export interface ManuscriptLink {
  label: Span
  url: string
}

/** Where a block refers to a note. */
export interface NoteReference {
  /** Offset in the block's text. */
  at: number
  /** The note that blocks are of, as `note` of a block names it. */
  label: string
}

/** A block of a manuscript: its text as a reader sees it (C1), with the way back to the source. Units are UTF-16. */
export class ManuscriptBlock {
  readonly text: string
  readonly kind: BlockKind
  /** Where it stands in the source. */
  readonly span: Span
  /** In source order. */
  readonly links: readonly ManuscriptLink[]
  /** Ranges of the text in which a quotation mark is none: code and addresses. */
  readonly opaque: readonly Utf16Range[]
  /** What stands in elements that say what it is: a quotation, or where one comes from. */
  readonly elements: readonly TextElement[]
  /** The notes that it refers to, in order: their text is in blocks of their own. */
  readonly notes: readonly NoteReference[]
  /** The note that it is part of. */
  readonly note: string | null
  /** Where each line of the text begins, as the source sets it. */
  readonly lines: readonly number[]
  readonly #source: string
  readonly #pieces: Piece[]
  /** Offset in the text where each piece begins. */
  readonly #starts: number[]

  /** @param marks what the format says of its words */
  constructor(source: string, block: DraftBlock, marks: readonly FormatMark[] = []) {
    this.kind = block.kind
    this.span = { start: block.start, end: block.end }
    this.links = block.links
      .map(({ label, url }) => ({ label, url }))
      .sort((a, b) => a.label.start - b.label.start)
    const pieces: Piece[] = []
    const starts: number[] = []
    const lines = [0]
    const opaque: Utf16Range[] = []
    let code: number | undefined
    let text = ''
    const elements = new Elements()
    for (const piece of block.pieces) {
      if (piece.rule === 'code' && code === undefined) code = text.length
      else if (piece.rule === 'code') {
        opaque.push({ start: code!, end: text.length })
        code = undefined
      }
      if (piece.rule === 'html') elements.read(source.slice(piece.start, piece.end), text.length)
      const shown = textOf(source, piece)
      if (shown !== '') {
        pieces.push(piece)
        starts.push(text.length)
        text += shown
      } else if (piece.rule === 'composed') {
        // What composed with the letters before, perhaps over something invisible, stands in their text.
        pieces.push({ ...pieces.pop()!, end: piece.end })
      }
      if (isBreak(piece)) lines.push(text.length)
    }
    this.#source = source
    this.text = text
    this.lines = lines
    this.#pieces = pieces
    this.#starts = starts
    const marked = (names: readonly string[]) => marks.filter(({ name }) => names.includes(name))
    this.elements = [...elements.found, ...marked(['q', 'cite', 'footer']).map((mark) => this.#element(mark))]
    this.notes = marked(['note']).map(({ start, label }) => ({ at: this.#offsetOf(start), label: label! }))
    this.note = marked(['note-body'])[0]?.label ?? null
    this.opaque = [
      ...opaque,
      ...marked(['code']).map((mark) => this.#element(mark).range),
      ...this.#addresses(block),
    ].sort((a, b) => a.start - b.start)
  }

  #element({ name, start, end }: FormatMark): TextElement {
    return { name, range: { start: this.#offsetOf(start), end: this.#offsetOf(end) } }
  }

  /** The run of the source behind a range of the text that is not empty, markup within it included. */
  source({ start, end }: Utf16Range): Span {
    const first = this.#pieceAt(start)
    const last = this.#pieceAt(end - 1)
    const [from, to] = [this.#pieces[first]!, this.#pieces[last]!]
    return {
      start: this.#placeWithin(first, start) ?? from.start,
      end: this.#placeWithin(last, end) ?? to.end,
    }
  }

  /** The place in the source of an offset in a piece; none behind what the piece replaces. */
  #placeWithin(index: number, offset: number): number | undefined {
    const piece = this.#pieces[index]!
    const length = offset - this.#starts[index]!
    if (piece.op === 'copy') return piece.start + length
    const text = textOf(this.#source, piece)
    const isCopied = length < text.length && this.#source.startsWith(text.slice(0, length), piece.start)
    return isCopied ? piece.start + length : undefined
  }

  /** Addresses that are shown as they are: their label is the address itself. */
  #addresses({ links }: DraftBlock): Utf16Range[] {
    return links
      .filter(({ label, address }) => label.start === address.start && label.end === address.end)
      .map(({ label }) => ({ start: this.#offsetOf(label.start), end: this.#offsetOf(label.end) }))
  }

  /** The offset in the text of an offset of the source, or of what is shown next. */
  #offsetOf(source: number): number {
    const index = lastWhere(this.#pieces.length, (piece) => this.#pieces[piece]!.start <= source)
    const piece = this.#pieces[index]
    if (!piece) return 0
    const next = this.#starts[index + 1] ?? this.text.length
    const isWithin = piece.op === 'copy' || source <= piece.start
    return isWithin ? Math.min(next, this.#starts[index]! + source - piece.start) : next
  }

  #pieceAt(offset: number): number {
    return lastWhere(this.#starts.length, (piece) => this.#starts[piece]! <= offset)
  }
}
