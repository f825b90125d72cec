import type { LoadedBlock } from './block.ts'
import { BrokenPartition } from './errors.ts'
import type { Segment } from './segment.ts'

/**
 * Throws `BrokenPartition` unless the segments partition the bytes in order, every target is filled without gap
 * or overlap, and the blocks' texts follow from them. Linear: run on every load.
 */
export function assertPartition(
  segments: readonly Segment[],
  bytes: Uint8Array,
  blocks: readonly LoadedBlock[],
): void {
  let at = 0
  for (const segment of segments) {
    if (segment.start !== at || segment.end < at)
      broken(`segment at byte ${segment.start} should start at ${at}`)
    if (segment.op === 'insert' && segment.end !== segment.start)
      broken(`insert at byte ${at} is not zero wide`)
    if (segment.op === 'drop' && segment.text !== undefined) broken(`drop at byte ${at} has a text`)
    at = segment.end
  }
  if (at !== bytes.length) broken(`the segments end at byte ${at} of ${bytes.length}`)
  assertTargets(segments, bytes, blocks)
}

function assertTargets(
  segments: readonly Segment[],
  bytes: Uint8Array,
  blocks: readonly LoadedBlock[],
): void {
  const pieces: { start: number; end: number; text: string }[][] = blocks.map(() => [])
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const segment of segments) {
    if (segment.target === undefined || !('block' in segment.target)) continue
    const list = pieces[segment.target.block]
    if (list === undefined) broken(`segment at byte ${segment.start} goes into no block`)
    list.push({ ...segment.target, text: segmentText(segment, view) })
  }
  for (const [index, block] of blocks.entries()) assertBlock(index, block.text, pieces[index]!)
}

function assertBlock(
  index: number,
  text: string,
  pieces: { start: number; end: number; text: string }[],
): void {
  let at = 0
  for (const piece of pieces.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (piece.start !== at || piece.end - piece.start !== codePoints(piece.text)) {
      broken(`block ${index} is not filled at code point ${at}`)
    }
    at = piece.end
  }
  if (text === '' || pieces.map((piece) => piece.text).join('') !== text) {
    broken(`the text of block ${index} does not follow from its segments`)
  }
}

/** Unicode code points of a text: most has no surrogate pair, so its length is the answer. */
export function codePoints(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length
}

function broken(what: string): never {
  throw new BrokenPartition(what)
}

/** The text that a segment gives to its target. */
export function segmentText(segment: Omit<Segment, 'target'>, bytes: Buffer): string {
  if (segment.op === 'copy') return bytes.toString('utf8', segment.start, segment.end)
  return segment.op === 'drop' ? '' : (segment.text ?? '')
}
