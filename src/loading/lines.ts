/** The lines that a block was set in, and where its text stands in the source. */
import { type DraftBlock, type Piece, type Span, textOf } from './draft.ts'

/** One line of a block, without the break that ends it. */
export interface BlockLine extends Span {
  pieces: Piece[]
  text: string
}

/** The lines of a block, cut at hard and soft breaks alike; lines without text are left out. */
export function linesOf(source: string, block: DraftBlock): BlockLine[] {
  const groups: Piece[][] = [[]]
  for (const piece of block.pieces) {
    if (isBreak(piece)) groups.push([])
    else groups.at(-1)!.push(piece)
  }
  return groups.map((pieces) => lineOf(source, pieces)).filter((line) => line.text !== '')
}

/** Whether a piece is the end of a line within a block. */
export function isBreak(piece: Piece): boolean {
  return piece.kind === 'hardbreak' || piece.kind === 'softbreak'
}

function lineOf(source: string, pieces: Piece[]): BlockLine {
  const text = pieces
    .map((piece) => textOf(source, piece))
    .join('')
    .trim()
  return { pieces, text, start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 }
}

/** The run of the source behind `[start, end)` of the joined text of some pieces (UTF-16 units), markup within it included. */
export function sourceSpan(source: string, pieces: readonly Piece[], start: number, end: number): Span {
  let at = 0
  let from: number | undefined
  let to = 0
  for (const piece of pieces) {
    const length = textOf(source, piece).length
    if (length > 0 && at < end && at + length > start) {
      const copied = piece.op === 'copy'
      from ??= copied ? piece.start + Math.max(0, start - at) : piece.start
      to = copied ? piece.start + Math.min(length, end - at) : piece.end
    }
    at += length
  }
  return { start: from ?? 0, end: to }
}
