import type { Tool } from '../loading/extraction.ts'
import type { Metadata, Name } from '../loading/metadata/metadata.ts'

/** A work with its newest version that is not withdrawn, its current metadata and the source of that version. */
export interface WorkRecord {
  no: number
  id: string
  slug: string
  key: string
  createdAt: string
  revision: number
  /** When the metadata were recorded (ISO time). */
  revisedAt: string
  metadata: Metadata
  /** Whether a work before it in the log has had its citation key. */
  sharesKey: boolean
  version: VersionRecord
  source: SourceRecord
  /** What the text was read from, where that is not the source itself. */
  extraction: (SourceRecord & { tool: Tool }) | null
}

/** The source of a text, and what was extracted from it, by their digests. */
export interface Origin {
  source: Pick<SourceRecord, 'sha256'>
  extraction: Pick<SourceRecord, 'sha256'> | null
}

/** SHA-256 of the file that a text was read from: all its byte ranges count the bytes of that. */
export function readFrom({ source, extraction }: Origin): string {
  return (extraction ?? source).sha256
}

/** A work as a list has it. */
export interface ListedWork extends Pick<WorkRecord, 'no' | 'id' | 'slug' | 'metadata'> {
  version: Pick<VersionRecord, 'no' | 'id' | 'createdAt' | 'paragraphCount' | 'wordCount'>
}

/** One text of a work. `no` is the store's own key. */
export interface VersionRecord {
  no: number
  id: string
  createdAt: string
  loader: { name: string; version: string }
  paragraphCount: number
  wordCount: number
  repairCount: number
  unresolvedCount: number
  warnings: string[]
}

/** A source without its bytes; lengths in bytes. */
export interface SourceRecord {
  sha256: string
  mediaType: string
  fileName: string | null
  byteLength: number
}

/** What to list: parts of titles and names as people type them, and days (ISO) that `issued` overlaps. */
export interface WorkFilter {
  author?: string | undefined
  title?: string | undefined
  language?: string | undefined
  issuedFrom?: string | undefined
  issuedUntil?: string | undefined
  /** Address or DOI of the original. */
  url?: string | undefined
  /** Only works after this one, in the order of their arrival. */
  after: number
  limit: number
}

/** What was said of a work as such, and when it was recorded (ISO time). Revisions count from 1. */
export interface MetadataRevision {
  revision: number
  recordedAt: string
  metadata: Metadata
}

/** How much an archive holds that is not withdrawn. */
export interface Counts {
  works: number
  versions: number
  paragraphs: number
  quotes: number
}

/** What became of an edition: the work and version that hold it now, and whether they were there before. */
export interface Recorded {
  work: string
  version: string
  known: boolean
}

/** The authors of a work, by the store's own key. */
export interface AuthorsOfWork {
  no: number
  authors: Name[]
}

/** What a work belongs to: its authors and its language. */
export interface WorkFacets extends Pick<Metadata, 'authors' | 'language'> {
  withdrawn: boolean
}

/** Reads of works. What is withdrawn is undefined or left out, save where it says otherwise. */
export interface WorkReads {
  /** The work with this id or slug; an id goes before a slug that reads as one. */
  named(idOrSlug: string): Promise<WorkRecord | undefined>
  /** The works with these ids, by id. */
  byIds(ids: Iterable<string>): Promise<Map<string, WorkRecord>>
  /** The work with this id as it was in the version with this id, under its metadata of today. */
  atVersion(work: string, version: string): Promise<WorkRecord | undefined>
  /** Works in the order of their arrival. */
  list(filter: WorkFilter): Promise<ListedWork[]>
  /** The works that came last, the last one first: at most `limit`. */
  newest(limit: number): Promise<ListedWork[]>
  /** The authors of works in the order of their arrival: at most `limit` works after one. */
  authors(after: number, limit: number): Promise<AuthorsOfWork[]>
  /** The authors and languages of the works with these ids, by id, withdrawn or not. What is erased is left out. */
  facets(ids: Iterable<string>): Promise<Map<string, WorkFacets>>
  /** The id of the work with this id or slug, withdrawn or not. */
  idOf(idOrSlug: string): Promise<string | undefined>
  /** The id of the first work in the log, withdrawn or not, that has had a citation key, and whose id begins so. */
  keyed(key: { sha256: string; idBegins: string }): Promise<string | undefined>
  /** The ids of works whose original has this address or DOI, in any usual spelling, in the order of their arrival: at most 25. */
  addressed(urlOrDoi: string): Promise<string[]>
  /** The ids of works by the store's own keys, withdrawn or not. Each key must be one. */
  idsOf(numbers: Iterable<number>): Promise<Map<number, string>>
  /** Ids of works in their own order: at most `limit` after one ('' for the first). */
  idsAfter(id: string, limit: number): Promise<string[]>
  /** What is said of the work with this key, which must be one. */
  metadata(no: number): Promise<MetadataRevision>
  /** All that was ever said of it, the oldest first. */
  metadataHistory(no: number): Promise<MetadataRevision[]>
  /** The ids of works whose newest texts are the same, word for word: groups of two and more, by their first works. */
  withSameText(): Promise<string[][]>
  /** Likewise of works that have authors, and the same ones and the same title, as a search folds them. */
  withSameNames(): Promise<string[][]>
  counts(): Promise<Counts>
  /** Whether nothing was ever imported. */
  areNone(): Promise<boolean>
}
