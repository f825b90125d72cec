/** What a mirror knows of the archive that it copies. */

export interface MirrorStateTable {
  id: number
  /** A signed note. */
  seen: string
  contacted_at: string
  unforgotten: 0 | 1
  /** Address of the list of quotes that was read last. */
  quotes_origin: string
  /** The page of it that was read last; '' for its first. */
  quotes_page: string
}

export interface MirrorTaskTable {
  seq: number
  work: string
}

export interface CopiedVersionTable {
  version_no: number
  reason: string
}
