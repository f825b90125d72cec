/** From the text back to the source: all of it follows from the segments alone. */
import type { Segment } from './document.ts'

/**
 * Byte ranges of the source behind the code points `[start, end)` of a block, in reading order. Only copied
 * bytes count: what was replaced or inserted has no range. Neighbours in text and bytes are one range.
 */
export function sourceRanges(
  segments: readonly Segment[],
  bytes: Uint8Array,
  block: number,
  start: number,
  end: number,
): [number, number][] {
  const ranges: [number, number][] = []
  for (const segment of copiedInto(segments, block)) {
    const from = Math.max(start, segment.target.start)
    const to = Math.min(end, segment.target.end)
    if (from >= to) continue
    const first = advance(bytes, segment.start, from - segment.target.start)
    const last = advance(bytes, first, to - from)
    const previous = ranges.at(-1)
    if (previous !== undefined && previous[1] === first) previous[1] = last
    else ranges.push([first, last])
  }
  return ranges
}

/** The source's bytes put together again from the segments: equal to the source when they partition it. */
export function rebuildSource(segments: readonly Segment[], bytes: Uint8Array): Uint8Array {
  return Buffer.concat(segments.map((segment) => bytes.subarray(segment.start, segment.end)))
}

/** The text of every block, from segments and source alone, indexed as the blocks are. */
export function rebuildBlocks(segments: readonly Segment[], bytes: Uint8Array): string[] {
  const parts: { start: number; text: string }[][] = []
  for (const { target, ...segment } of segments) {
    if (target === undefined || !('block' in target)) continue
    const list = (parts[target.block] ??= [])
    if (segment.op !== 'drop') list.push({ start: target.start, text: segmentText(segment, bytes) })
  }
  return parts.map((list) =>
    list
      .sort((a, b) => a.start - b.start)
      .map((part) => part.text)
      .join(''),
  )
}

/** The text that a segment gives to its target. */
export function segmentText(segment: Omit<Segment, 'target'>, bytes: Uint8Array): string {
  if (segment.op === 'copy') return Buffer.from(bytes.subarray(segment.start, segment.end)).toString('utf8')
  return segment.op === 'drop' ? '' : (segment.text ?? '')
}

type Copied = Segment & { target: { block: number; start: number; end: number } }

function copiedInto(segments: readonly Segment[], block: number): Copied[] {
  const isCopied = (segment: Segment): segment is Copied =>
    segment.op === 'copy' &&
    segment.target !== undefined &&
    'block' in segment.target &&
    segment.target.block === block
  return segments.filter(isCopied).sort((a, b) => a.target.start - b.target.start)
}

/** The byte offset `count` code points after `offset`. */
function advance(bytes: Uint8Array, offset: number, count: number): number {
  let at = offset
  for (let left = count; left > 0; left--) {
    at++
    while (at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at++
  }
  return at
}
