/** The byte ranges of a source: half-open, from 0. Targets count Unicode code points of their text, half-open. */

/** What a byte range of the source is. */
export const SEGMENT_ROLES = [
  'paragraph',
  'heading',
  'title',
  'author',
  'date',
  'provenance',
  'note',
  'furniture',
  'page-mark',
  'separator',
  'markup',
] as const
export type SegmentRole = (typeof SEGMENT_ROLES)[number]

/** What the loader did with a byte range: `insert` is zero bytes wide, `drop` reaches no target. */
export const SEGMENT_OPS = ['copy', 'drop', 'replace', 'insert'] as const
export type SegmentOp = (typeof SEGMENT_OPS)[number]

/** Where a segment's text went: into a block (0-based index in reading order) or into a metadata field. */
export type SegmentTarget =
  | { block: number; start: number; end: number }
  | { field: string; start: number; end: number }

/** One byte range of the source. A version's segments partition its source, in order, without gap or overlap. */
export interface Segment {
  start: number
  end: number
  /** A finer name than the role, such as `atx-heading`, `colophon.author`, `hardbreak`. */
  kind: string
  role: SegmentRole
  op: SegmentOp
  /** The rule that decided, for every op but a plain `copy`. */
  rule?: string
  target?: SegmentTarget
  /** The text put in place of the bytes, for `replace` and `insert`. */
  text?: string
}
