import type { Inheritance } from '../lineage/inheritance.ts'
import type { ReadingBlock } from '../matching/reading-text.ts'

/** A version of a work among its others. `no` grows with time within an archive. */
export interface VersionEntry {
  no: number
  workNo: number
  id: string
  createdAt: string
  sourceSha256: string
  /** SHA-256 of the file that the text was read from: the source, or what was extracted from it. */
  readFrom: string
}

/** A block of a version, in reading order. */
export interface VersionBlock {
  ordinal: number
  kind: string
  level: number | null
  number: number | null
  paragraph: string | null
  text: string
}

/** One thing that became of a paragraph in a version, as it was recorded. */
export type LineageChange = Inheritance['changes'][number]

/** A change with the version that brought it, by the store's own key. */
export interface VersionChange extends LineageChange {
  versionNo: number
}

/** Reads of the texts of works. Versions are named by the store's own keys. */
export interface VersionReads {
  /** The versions of the work with this id that are not withdrawn, the oldest first. They may be remembered: to be left as they are. */
  ofWork(work: string): Promise<readonly Readonly<VersionEntry>[]>
  /** Bytes of the sources of all versions of the work with this id; 0 when there is none. */
  sourceBytes(work: string): Promise<number>
  /** The blocks of a version in reading order; none when it is not there. */
  blocks(versionNo: number): Promise<VersionBlock[]>
  /** The same, some at a time, between which others have their turn and the version may be erased. */
  blockPages(versionNo: number): AsyncIterable<VersionBlock[]>
  /** Some of them, from one ordinal to another, both included. */
  blocksBetween(versionNo: number, from: number, to: number): Promise<ReadingBlock[]>
  /** What became of a work's paragraphs in its versions after one and up to another, in order. */
  changes(workNo: number, versions: { after: number; to: number }): Promise<VersionChange[]>
  /** The bytes of the source with this SHA-256: empty once erased, undefined when they were never here. */
  source(sha256: string): Promise<Buffer | undefined>
}
