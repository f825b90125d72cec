/** From the text back to the source: all of it follows from the segments alone. */
import { segmentText } from '../../src/loading/partition.ts'
import type { Segment } from '../../src/loading/segment.ts'

/** The source's bytes put together again from the segments: equal to the source when they partition it. */
export function rebuildSource(segments: readonly Segment[], bytes: Uint8Array): Uint8Array {
  return Buffer.concat(segments.map((segment) => bytes.subarray(segment.start, segment.end)))
}

/** The text of every block, from segments and source alone, indexed as the blocks are. */
export function rebuildBlocks(segments: readonly Segment[], bytes: Uint8Array): string[] {
  const parts: { start: number; text: string }[][] = []
  for (const { target, ...segment } of segments) {
    if (target === undefined || !('block' in target)) continue
    const list = parts[target.block] ?? []
    parts[target.block] = list
    if (segment.op !== 'drop')
      list.push({ start: target.start, text: segmentText(segment, Buffer.from(bytes)) })
  }
  return parts.map((list) =>
    list
      .sort((a, b) => a.start - b.start)
      .map((part) => part.text)
      .join(''),
  )
}
