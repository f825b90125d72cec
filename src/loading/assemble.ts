/** Turns a reading into blocks and segments: the offsets become bytes, the targets code points. */

import type { LoadedBlock } from './block.ts'
import { byteOffsets } from './decode.ts'
import { type Piece, textOf } from './draft.ts'
import { codePoints } from './partition.ts'
import type { PlacedPiece } from './placed-piece.ts'
import type { Reading, Unit } from './reading.ts'
import type { Segment } from './segment.ts'
import { fillGaps } from './separators.ts'
import { joinedPieces } from './unit-pieces.ts'

/** The blocks of a reading, and the segments in the order of the source, still with their pieces. */
export interface Assembly {
  blocks: LoadedBlock[]
  segments: Segment[]
  /** The piece behind each segment, in the same order. */
  pieces: PlacedPiece[]
}

/** Assembles blocks and segments. The segments partition `[0, byteLength)`. */
export function assemble(reading: Reading, byteLength: number): Assembly {
  const blocks: LoadedBlock[] = []
  const placed: PlacedPiece[] = placeFields(reading)
  for (const [index, unit] of reading.units.entries()) {
    const pieces = placeInBlock(reading.source, joinedPieces(reading.source, unit), index)
    blocks.push(blockOf(unit, pieces.map((piece) => textOf(reading.source, piece)).join('')))
    for (const piece of pieces) placed.push(piece)
  }
  const pieces = fillGaps(reading, placed.sort(inSourceOrder))
  const offset = byteOffsets(reading.source, byteLength)
  return { blocks, pieces, segments: pieces.map((piece) => segmentOf(piece, offset)) }
}

/** A zero-width insert stands after what ends where it stands, before what begins there. */
function inSourceOrder(a: Piece, b: Piece): number {
  return a.start - b.start || a.end - b.end
}

function blockOf(unit: Unit, text: string): LoadedBlock {
  const { kind, level } = unit.parts[0]!
  return level === undefined ? { kind, text } : { kind, level, text }
}

function placeInBlock(source: string, pieces: readonly Piece[], block: number): PlacedPiece[] {
  let at = 0
  return pieces.map((piece) => {
    const start = at
    at += codePoints(textOf(source, piece))
    const reaches = at > start || piece.repair !== undefined
    return reaches ? { ...piece, unit: block, target: { block, start, end: at } } : { ...piece, unit: block }
  })
}

function placeFields(reading: Reading): PlacedPiece[] {
  const ends = new Map<string, number>()
  return reading.asides.map((piece) => {
    const length = codePoints(textOf(reading.source, piece))
    if (piece.field === undefined || length === 0) return piece
    const start = ends.get(piece.field) ?? 0
    ends.set(piece.field, start + length)
    return { ...piece, target: { field: piece.field, start, end: start + length } }
  })
}

function segmentOf(piece: PlacedPiece, offset: (unit: number) => number): Segment {
  return {
    start: offset(piece.start),
    end: offset(piece.end),
    kind: piece.kind,
    role: piece.role,
    op: piece.op,
    ...(piece.rule !== undefined && { rule: piece.rule }),
    ...(piece.target !== undefined && { target: piece.target }),
    ...(piece.text !== undefined && { text: piece.text }),
  }
}
