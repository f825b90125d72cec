import { type Piece, textOf } from './draft.ts'
import type { Join, Unit } from './reading.ts'

/** The pieces of a unit in reading order, with the joints between its parts. */
export function joinedPieces(source: string, unit: Unit): readonly Piece[] {
  if (unit.joins.length === 0 && unit.parts.length === 1) return unit.parts[0]!.pieces
  return unit.parts.flatMap((part, index) => {
    const join = unit.joins[index]
    return join === undefined ? part.pieces : withJoint(source, part.pieces, part.end, join)
  })
}

/**
 * A block's pieces with the hyphen dropped, if it is to be, and a zero-width joint at its end: `fillGaps` widens the
 * joint over the separator that follows in the source, if one does.
 */
function withJoint(source: string, pieces: readonly Piece[], end: number, join: Join): Piece[] {
  const cut = join.dropped === undefined ? [...pieces] : dropRun(source, pieces, join)
  if (join.space) cut.push({ ...jointAt(end, 'join-space', join), op: 'insert', text: ' ' })
  else if (join.dropped === undefined) cut.push({ ...jointAt(end, 'join', join), op: 'insert', text: '' })
  return cut
}

function jointAt(end: number, kind: string, { rule, certainty }: Join): Omit<Piece, 'op'> {
  return { start: end, end, kind, role: 'separator', rule, repair: { rule, certainty } }
}

function dropRun(source: string, pieces: readonly Piece[], join: Join): Piece[] {
  const { start, end } = join.dropped!
  return pieces.flatMap((piece) => {
    if (piece.end <= start || piece.start >= end || textOf(source, piece) === '') return [piece]
    const hyphen: Piece = {
      start: Math.max(start, piece.start),
      end: Math.min(end, piece.end),
      kind: 'dehyphenate',
      role: piece.role,
      op: 'drop',
      rule: join.rule,
      repair: { rule: join.rule, certainty: join.certainty },
    }
    return [{ ...piece, end: start }, hyphen, { ...piece, start: end }].filter(
      (part) => part.end > part.start,
    )
  })
}
