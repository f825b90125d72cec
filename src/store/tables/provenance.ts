/** What was made of each byte of a source, and where each value of the metadata is from. */

export interface StatementTable {
  version_no: number
  ordinal: number
  field: string
  /** JSON. */
  value: string
  raw: string | null
  start_byte: number | null
  end_byte: number | null
  certainty: string
  origin: string
  rule: string | null
}

export interface SegmentTable {
  version_no: number
  ordinal: number
  start_byte: number
  end_byte: number
  kind: string
  role: string
  op: string
  rule: string | null
  block: number | null
  field: string | null
  target_start: number | null
  target_end: number | null
  put: string | null
}

export interface RepairTable {
  version_no: number
  ordinal: number
  segment: number
  rule: string
  op: string
  start_byte: number
  end_byte: number
  block: number
  at: number
  before: string
  after: string
  certainty: string
}

export interface RelocationTable {
  version_no: number
  ordinal: number
  what: string
  start_byte: number
  end_byte: number
  from_place: string
  to_place: string
}
