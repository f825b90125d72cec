/** The signed log. */

export interface LogEntryTable {
  /** Index in the log, from 0. */
  seq: number
  /** Canonical JSON. */
  bytes: Uint8Array
}

/** Kept hashes of the log's tree. */
export interface LogHashTable {
  /** Tile level: each is eight levels of the tree. */
  level: number
  /** Index in the level, from 0. */
  place: number
  hash: Uint8Array
}

export interface CheckpointTable {
  size: number
  /** A signed note. */
  note: string
  signed_at: string
}

export interface BlobTable {
  sha256: string
  /** Empty once erased. */
  content: Uint8Array
  erased_at: string | null
}

export interface PublicationTable {
  /** The entry that published the version. */
  seq: number
  version_no: number
  manifest_sha256: string
}
