/** What stands between the pieces: blank lines, named by what they separate. */
import { PARAGRAPH_KINDS } from './block.ts'
import type { Piece } from './draft.ts'
import type { PlacedPiece } from './placed-piece.ts'
import type { Reading } from './reading.ts'

type GapName = Pick<Piece, 'kind' | 'rule'>

/** The pieces, in source order, with every gap filled: together they partition the source. */
export function fillGaps(reading: Reading, placed: readonly PlacedPiece[]): PlacedPiece[] {
  const nameGap = gapNamer(reading)
  const out: PlacedPiece[] = []
  const fill = (start: number, end: number, next?: PlacedPiece) => {
    const previous = out.at(-1)
    if (previous?.op === 'insert' && previous.start === start) out[out.length - 1] = widened(previous, end)
    else out.push({ start, end, ...nameGap(previous, next), role: 'separator', op: 'drop' })
  }
  let at = 0
  for (const piece of placed) {
    if (piece.start > at) fill(at, piece.start, piece)
    if (piece.end > piece.start || piece.op === 'insert') out.push(piece)
    at = Math.max(at, piece.end)
  }
  if (at < reading.source.length) fill(at, reading.source.length)
  return out
}

/** A joint takes over the separator that follows it. */
function widened(joint: PlacedPiece, end: number): PlacedPiece {
  if (joint.text !== '') return { ...joint, end, op: 'replace' }
  const { text: _, ...rest } = joint
  return { ...rest, end, op: 'drop' }
}

function gapNamer(reading: Reading): (previous?: PlacedPiece, next?: PlacedPiece) => GapName {
  const joined = reading.units.filter((unit) => unit.joins.length > 0)
  const cutEnds = new Set(joined.flatMap((unit) => unit.parts.slice(0, -1).map((part) => part.end)))
  const cutStarts = new Set(joined.flatMap((unit) => unit.parts.slice(1).map((part) => part.start)))
  const isParagraph = (piece: PlacedPiece) =>
    piece.unit !== undefined && PARAGRAPH_KINDS.has(reading.units[piece.unit]!.parts[0]!.kind)
  return (previous, next) => {
    if (previous === undefined || next === undefined) return { kind: 'blank', rule: 'blank-lines' }
    if (cutEnds.has(previous.end) || cutStarts.has(next.start)) {
      return {
        kind: 'break',
        rule: isColophon(previous) || isColophon(next) ? AROUND_COLOPHON : 'page-break',
      }
    }
    const between = isParagraph(previous) && isParagraph(next)
    return between
      ? { kind: 'parasep', rule: 'paragraph-separator' }
      : { kind: 'sep', rule: 'block-separator' }
  }
}

const AROUND_COLOPHON = 'page-break-around-colophon'

function isColophon(piece: PlacedPiece): boolean {
  return piece.kind.startsWith('colophon.')
}
