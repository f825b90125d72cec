import type { Segment } from '../../loading/segment.ts'
import type { PlacedRepair } from '../../store/provenance.ts'

/** Bytes of the source shown on each side, and most of those between that are shown. */
const AROUND = 48
const MOST_BETWEEN = 24

/** A place that was repaired: what stands in the source, and what in the text. */
export interface MendedPlace {
  repair: PlacedRepair
  /** Undefined when the source's bytes are erased. */
  source: SourcePlace | undefined
  /** What was put between `before` and `after` of the repair. */
  put: string
}

/** The bytes that were changed, between what stands before and what goes on after, as text. */
export interface SourcePlace {
  before: string
  changed: string
  /** Bytes between that stand elsewhere now. */
  apart: number
  after: string
}

/**
 * Finds what stood where a repair was made.
 *
 * @param bytes of the source; empty when they are erased
 * @param segments of the block that was repaired, in the order of the source
 */
export function mendedPlace(
  bytes: Uint8Array,
  repair: PlacedRepair,
  segments: readonly Segment[],
): MendedPlace {
  const own = segments.find(({ start, end }) => start === repair.start && end === repair.end)
  return {
    repair,
    put: own?.text ?? '',
    source: bytes.length === 0 ? undefined : around(bytes, repair, segments),
  }
}

function around(bytes: Uint8Array, { start, end }: PlacedRepair, segments: readonly Segment[]): SourcePlace {
  const next = segments.find((segment) => segment.start >= end && segment.op === 'copy')
  const from = next?.start ?? end
  const isNear = from - end <= MOST_BETWEEN
  return {
    before: textOf(bytes, Math.max(0, start - AROUND), start),
    changed: textOf(bytes, start, isNear ? from : end),
    apart: isNear ? 0 : from - end,
    after: textOf(bytes, from, Math.min(from + AROUND, next?.end ?? bytes.length)),
  }
}

/** Bytes as text, without the parts of characters at their ends. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let [from, to] = [start, end]
  while (from < to && isInside(bytes[from])) from++
  while (to > from && isInside(bytes[to])) to--
  return new TextDecoder().decode(bytes.subarray(from, to))
}

/** Is this a byte within a character of UTF-8? */
function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
