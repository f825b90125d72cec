import type { HISTORY_CHANGES } from '../lineage/inheritance.ts'
import type { BlockKind } from '../loading/block.ts'
import type { Numbering } from '../numbering/numbering.ts'

/** A paragraph as it stands in a version of its work: the newest of those that have it, unless another was asked for. */
export interface ParagraphRecord {
  id: string
  number: number
  kind: BlockKind
  text: string
  core: string
  sha256: string
  codePoints: number
  /** JSON array of [start, end] byte ranges. */
  sourceRanges: string
  previous: string | null
  next: string | null
  in: VersionCard
}

/** What every paragraph of a version says of it. */
export interface VersionCard {
  version: string
  createdAt: string
  work: string
  slug: string
  title: string
  /** Whether it is the work's newest, and how many the work has. */
  newest: 0 | 1
  versions: number
  /** Second numberings of its paragraphs, by their numbers in it. */
  numberings: readonly Numbering[]
}

/** What became of a paragraph in a version: as it was recorded, or `first` where it was one of the first version. */
export interface ParagraphEvent {
  version: string
  createdAt: string
  change: (typeof HISTORY_CHANGES)[number]
  /** Its number in the version; that of the paragraph that it was merged into; null when it is gone. */
  number: number | null
  /** The paragraph that it was merged into, or split from. */
  other: string | null
}

/** Reads of paragraphs, the hottest of all. Undefined or left out is what is unknown or withdrawn. */
export interface ParagraphReads {
  /** The paragraph with this id, in the newest version that has it. */
  byId(id: string): Promise<ParagraphRecord | undefined>
  /** The paragraph with this id, as it was in a version. */
  inVersion(id: string, versionNo: number): Promise<ParagraphRecord | undefined>
  /** The paragraph with this number (from 1) in a version. */
  byNumber(versionNo: number, number: number): Promise<ParagraphRecord | undefined>
  /** Paragraphs numbered above `after` up to `to`, at most `limit`, in order. */
  page(versionNo: number, range: ParagraphRange): Promise<ParagraphRecord[]>
  /** What the paragraphs of a version, which must be one, say of it. */
  card(versionNo: number): Promise<VersionCard>
  /** The paragraph with this number (from 1) in the newest version of the work with this id. */
  numbered(work: string, number: number): Promise<ParagraphRecord | undefined>
  /** What became of a paragraph, version by version, the oldest first. Versions that left it alone are not named. */
  history(record: ParagraphRecord): Promise<ParagraphEvent[]>
  /** The id of the paragraph that another is part of today; undefined for one that stands by itself, or no more. */
  mergedInto(record: ParagraphRecord): Promise<string | undefined>
  /** The work of the paragraph with this id, whether or not its text is still here. */
  workOf(id: string): Promise<{ no: number; id: string } | undefined>
}

/** Paragraphs of a version by their numbers. */
export interface ParagraphRange {
  after: number
  to: number
  limit: number
}
