import type { ByteRange } from '../identity/swhid.ts'
import { toUtf16 } from '../text/offsets.ts'
import type { Segment } from './segment.ts'

/**
 * The bytes of the source behind a range of a block's text, in reading order. Blank lines over which a
 * paragraph was joined, and whatever was dropped, belong to no range; neighbours are merged.
 *
 * @param segments the segments whose target is this block, in the order of the source
 * @param text the block's exact text
 * @param start code point offset, inclusive
 * @param end code point offset, exclusive
 */
export function sourceRanges(
  segments: readonly Segment[],
  text: string,
  start: number,
  end: number,
): ByteRange[] {
  const ranges: ByteRange[] = []
  for (const segment of inReadingOrder(segments)) {
    const from = Math.max(start, segment.target.start)
    const to = Math.min(end, segment.target.end)
    if (from >= to || isBlankLine(segment)) continue
    const range = segment.op === 'copy' ? copiedBytes(segment, text, from, to) : wholeSegment(segment)
    const last = ranges.at(-1)
    if (last && last[1] === range[0]) last[1] = range[1]
    else if (range[0] < range[1]) ranges.push(range)
  }
  return ranges
}

/** Segments by the block that they reach, each in the order of the source. */
export function segmentsByBlock(segments: readonly Segment[]): Map<number, Segment[]> {
  const blocks = new Map<number, Segment[]>()
  for (const segment of segments) {
    if (!segment.target || !('block' in segment.target)) continue
    const { block } = segment.target
    const reaching = blocks.get(block)
    if (reaching) reaching.push(segment)
    else blocks.set(block, [segment])
  }
  return blocks
}

/** A line's end inside a paragraph belongs to it; the blank line of a page break does not. */
function isBlankLine({ role, kind }: Segment): boolean {
  return role === 'separator' && kind !== 'softbreak'
}

type BlockSegment = Segment & { target: { start: number; end: number } }

function inReadingOrder(segments: readonly Segment[]): BlockSegment[] {
  return (segments.filter((segment) => segment.target) as BlockSegment[]).sort(
    (a, b) => a.target.start - b.target.start || a.start - b.start,
  )
}

/** A copied segment holds the bytes of its part of the text, so the text alone tells where they are. */
function copiedBytes(segment: BlockSegment, text: string, from: number, to: number): ByteRange {
  if (from === segment.target.start && to === segment.target.end) return wholeSegment(segment)
  const head = toUtf16(text, segment.target.start)
  const first = toUtf16(text, from)
  const start = segment.start + Buffer.byteLength(text.slice(head, first))
  return [start, start + Buffer.byteLength(text.slice(first, toUtf16(text, to)))]
}

function wholeSegment(segment: BlockSegment): ByteRange {
  return [segment.start, segment.end]
}
