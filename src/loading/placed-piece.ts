import type { Piece } from './draft.ts'
import type { Segment } from './segment.ts'

/** A piece with the place that its text takes. `unit` is that of the block it belongs to, for the separators between. */
export interface PlacedPiece extends Piece {
  target?: Segment['target']
  unit?: number
}
