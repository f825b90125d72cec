/** Changes what becomes of runs of a block's text. */
import { type DraftBlock, type Piece, textOf } from './draft.ts'
import type { SegmentRole } from './segment.ts'

/** What `[start, end)` of a block's text (UTF-16 units) becomes: `text` in its place, or nothing. */
export interface RunChange {
  start: number
  end: number
  text: string
  kind: string
  rule: string
  /** What it is, where it is not what the block is. */
  role?: SegmentRole
}

/** The block with some runs of its text changed, in order and apart from one another. Its pieces partition it still. */
export function changeRuns(source: string, block: DraftBlock, changes: readonly RunChange[]): DraftBlock {
  if (changes.length === 0) return block
  const pieces: Piece[] = []
  let at = 0
  let next = 0
  for (const piece of block.pieces) {
    const end = at + textOf(source, piece).length
    while (next < changes.length && changes[next]!.end <= at) next++
    const within: RunChange[] = []
    for (let index = next; index < changes.length && changes[index]!.start < end; index++)
      within.push(changes[index]!)
    if (at === end || within.length === 0) pieces.push(piece)
    else pieces.push(...changePiece(piece, at, end, within))
    at = end
  }
  return { ...block, pieces, text: pieces.map((piece) => textOf(source, piece)).join('') }
}

/** A piece that is no copy cannot be cut: it changes whole. */
function changePiece(piece: Piece, at: number, end: number, changes: readonly RunChange[]): Piece[] {
  if (piece.op !== 'copy') return [changed(piece, changes[0]!, changes[0]!.start >= at)]
  const out: Piece[] = []
  const slice = (from: number, to: number): Piece => ({
    ...piece,
    start: piece.start + from - at,
    end: piece.start + to - at,
  })
  let from = at
  for (const change of changes) {
    const start = Math.max(change.start, at)
    const stop = Math.min(change.end, end)
    if (start > from) out.push(slice(from, start))
    out.push(changed(slice(start, stop), change, change.start >= at))
    from = stop
  }
  if (from < end) out.push(slice(from, end))
  return out
}

/** The text stands where the run begins. */
function changed({ start, end, ...was }: Piece, change: RunChange, isFirst: boolean): Piece {
  const { text, kind, rule, role = was.role } = change
  const piece = { start, end, kind, role, rule }
  return isFirst && text !== '' ? { ...piece, op: 'replace', text } : { ...piece, op: 'drop' }
}
