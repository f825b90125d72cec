/** The kinds of record that a version has beside its blocks, in the order of its lines. */
export const RECORD_KINDS = [
  'statements',
  'segments',
  'repairs',
  'relocations',
  'lineage',
  'paragraphs',
  'warnings',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Some rows in order, and where the next ones begin; null at the end. */
export interface RecordPage<T> {
  rows: T[]
  next: number | null
}

/** A block as it is signed, its members by name, and its text. */
export interface TextRecord {
  exactSha256: string
  kind: string
  level: number | null
  number: number | null
  ordinal: number
  paragraph: string | null
  text: string
}

/** Reads of the rows that a version's manifest sums up, from a place on: 0, or `next` of the page before. */
export interface RecordReads {
  /** At most `limit` blocks of a version in reading order, from an ordinal on. */
  blocks(versionNo: number, from: number, limit: number): Promise<RecordPage<TextRecord>>
  /** At most `limit` records of one kind, each as canonical JSON (RFC 8785), which has members. */
  lines(of: { versionNo: number; kind: RecordKind }, from: number, limit: number): Promise<RecordPage<string>>
}
