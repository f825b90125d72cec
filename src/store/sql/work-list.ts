import type { Metadata } from '../../loading/metadata/metadata.ts'
import type { ListedWork } from '../works.ts'

/** A work of a list as an array. */
export type ListedRow = [
  no: number,
  id: string,
  slug: string,
  metadata: string,
  versionNo: number,
  version: string,
  createdAt: string,
  paragraphCount: number,
  wordCount: number,
]

/** Works by their newest version that is not withdrawn, under their metadata of today. */
export const LISTED_WORKS = `
  SELECT work.no, work.id, work.slug, metadata.body, version.no, version.id, version.created_at,
    version.paragraph_count, version.word_count
  FROM work
  JOIN metadata ON metadata.work_no = work.no
    AND metadata.revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
  JOIN version ON version.no = (SELECT max(no) FROM present_version AS each WHERE each.work_no = work.no)`

/** A work of a list from its row. */
export function listedWork(row: ListedRow): ListedWork {
  const [no, id, slug, metadata, versionNo, version, createdAt, paragraphCount, wordCount] = row
  return {
    no,
    id,
    slug,
    metadata: JSON.parse(metadata) as Metadata,
    version: { no: versionNo, id: version, createdAt, paragraphCount, wordCount },
  }
}
