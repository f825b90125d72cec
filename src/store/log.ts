/** A signed note of the log at a size. */
export interface CheckpointRow {
  size: number
  note: string
}

/** The bytes of an entry, and its index. */
export interface EntryRow {
  seq: number
  bytes: Buffer
}

/** Bytes that the log speaks of: a manifest, a notice or a source. */
export interface Blob {
  /** Empty once erased. */
  content: Buffer
  mediaType: string
  /** Whether it is erased, or only of what was withdrawn. */
  withdrawn: boolean
}

/** How the log speaks of a version: its last entry about it. */
export interface Publication {
  seq: number
  versionNo: number
  manifest: string
}

/** What is kept: manifests and notices, or sources. */
export type BlobKind = 'blob' | 'source'

/** Hashes [from, to) of a tile level. */
export interface HashRange {
  level: number
  from: number
  to: number
}

/** Reads of the log: its entries, the hashes of its tree that are kept, its checkpoints, and what it names. */
export interface LogReads {
  /** How many entries there are, signed or not yet. */
  size(): Promise<number>
  /** How many of them are followed here: all, but in a copy those before the first whose work is still to be copied. */
  followed(): Promise<number>
  /** The newest checkpoint; undefined before anything was signed. */
  checkpoint(): Promise<CheckpointRow | undefined>
  /** The note that was signed at a size; undefined when none was. */
  checkpointAt(size: number): Promise<string | undefined>
  /** The bytes of the entries from an index on, at most `limit`. */
  entries(from: number, limit: number): Promise<Buffer[]>
  /** Of each range its hashes, 32 bytes each, one after the other; fewer when some are not there. */
  hashes(ranges: readonly HashRange[]): Promise<Uint8Array[]>
  /** The entries of keys among those of [from, to), in order. */
  keyEntries(from: number, to: number): Promise<EntryRow[]>
  /** The entries of withdrawals among those of [from, to), in order, at most `limit`. */
  withdrawals(from: number, to: number, limit: number): Promise<EntryRow[]>
  /** The last entry that published a version, among the first `size`; undefined when there is none. */
  lastPublication(versionNo: number, size: number): Promise<Publication | undefined>
  /** The version that the manifest with this digest describes, and whether it was withdrawn. */
  publicationBy(manifest: string): Promise<(Publication & { withdrawn: boolean }) | undefined>
  /** The published versions that are not withdrawn, with the last manifest of each: at most `limit` after one, in order. */
  published(afterVersionNo: number, limit: number): Promise<Publication[]>
  /** The entries that published versions of the work with this id that are not withdrawn, in the order of the log. */
  publicationsOf(work: string): Promise<Publication[]>
  /** The bytes with this digest, be they a record of the log or a source; undefined when they were never here. */
  blob(sha256: string): Promise<Blob | undefined>
  /** Digests of what is kept and not withdrawn, in order, at most `limit` after one ('' for the first). */
  blobsAfter(kind: BlobKind, sha256: string, limit: number): Promise<string[]>
  /** When the origin of a mirror last answered (ISO time); undefined where nothing is mirrored. */
  originAskedAt(): Promise<string | undefined>
}
