/** What a copy of an archive records otherwise than an import does: as it is told, and not as of now. */
import type SQLite from 'better-sqlite3'
import { sha256 } from '../../../identity/digest.ts'
import { inserter } from '../inserter.ts'
import { eraseBlob, recordBlob } from '../log/blobs.ts'
import { recordPublication } from '../log/publications.ts'
import { prepared } from '../prepared.ts'

/** A work's names. */
export interface CopiedWork {
  id: string
  key: string
  slug: string
  createdAt: string
}

/** The store's key of a work, by its id. */
export function findWorkNo(sql: SQLite.Database, id: string): number | undefined {
  return prepared<[string], number>(sql, 'SELECT no FROM work WHERE id = ?').pluck().get(id) as
    | number
    | undefined
}

/** The key in the store of a work, which is recorded under the names that it has elsewhere unless it is there. */
export function recordCopiedWork(sql: SQLite.Database, { id, key, slug, createdAt }: CopiedWork): number {
  return findWorkNo(sql, id) ?? inserter(sql, 'work')({ id, key, slug, created_at: createdAt })
}

/** The newest row of a work's version with this id. */
export function findVersionNo(sql: SQLite.Database, work: string, version: string): number | undefined {
  return prepared<[string, string], number | null>(
    sql,
    `SELECT max(version.no) FROM version JOIN work ON work.no = work_no WHERE work.id = ? AND version.id = ?`,
  )
    .pluck()
    .get(work, version) as number | undefined
}

/** Whether a work has this revision of its metadata. */
export function hasRevision(sql: SQLite.Database, workNo: number, revision: number): boolean {
  return (
    prepared<[number, number]>(sql, 'SELECT 1 FROM metadata WHERE work_no = ? AND revision = ?').get(
      workNo,
      revision,
    ) !== undefined
  )
}

/** Whether a paragraph is known. */
export function hasParagraph(sql: SQLite.Database, id: string): boolean {
  return prepared<[string]>(sql, 'SELECT 1 FROM paragraph WHERE id = ?').get(id) !== undefined
}

/**
 * Records that there was a paragraph, of which nobody here knows what it began with: others speak of it, and the
 * version that had it was withdrawn before it came here.
 */
export function recordLostParagraph(sql: SQLite.Database, workNo: number, id: string): void {
  const row = { id, work_no: workNo, genesis_words_sha256: '', k: lostPlace(id), derived_from: null }
  inserter(sql, 'paragraph')(row)
}

const PLACE_DIGITS = 12

/** What stands for the place of a paragraph that is lost: it tells it from others, and follows from its id. */
export function lostPlace(paragraph: string): number {
  return Number.parseInt(sha256(paragraph).slice(0, PLACE_DIGITS), 16)
}

/** A paragraph that was lost comes back: what it began with is known after all. */
export function completeParagraph(sql: SQLite.Database, row: Record<string, unknown>): void {
  prepared<[Record<string, unknown>]>(
    sql,
    `UPDATE paragraph SET genesis_words_sha256 = @genesis_words_sha256, k = @k, derived_from = @derived_from
     WHERE id = @id AND genesis_words_sha256 = ''`,
  ).run(row)
}

/** What tells the key of a work that was withdrawn before anything of it came here. */
const LOST = 'withdrawn:'

/** The same of a work of which nothing but its id is known, so that it is answered as what it is: withdrawn. */
export function recordLostWork(sql: SQLite.Database, id: string, createdAt: string): number {
  return recordCopiedWork(sql, { id, key: `${LOST}${id}`, slug: id, createdAt })
}

/** Whether a work is one of which nothing but its id is known. */
export function isLostWork({ id, key }: Pick<CopiedWork, 'id' | 'key'>): boolean {
  return key === `${LOST}${id}`
}

/** Records a version of which nothing but its id is known, and answers with its key. */
export function recordLostVersion(
  sql: SQLite.Database,
  { id, workNo, at }: { id: string; workNo: number; at: string },
): number {
  if (!prepared(sql, "SELECT 1 FROM source WHERE sha256 = ''").get()) {
    inserter(
      sql,
      'source',
    )({
      sha256: '',
      media_type: '',
      file_name: null,
      byte_length: 0,
      received_at: at,
      content: Buffer.alloc(0),
    })
    prepared<[string]>(sql, "UPDATE source SET erased_at = ? WHERE sha256 = ''").run(at)
  }
  return inserter(
    sql,
    'version',
  )({
    id,
    work_no: workNo,
    source_sha256: '',
    loader_name: '',
    loader_version: '',
    created_at: at,
    paragraph_count: 0,
    word_count: 0,
    repair_count: 0,
    unresolved_count: 0,
    warnings: '[]',
  })
}

/** Records that an entry published a version by a manifest, and keeps the manifest. */
export function recordCopiedPublication(
  sql: SQLite.Database,
  { seq, versionNo, manifest }: { seq: number; versionNo: number; manifest: Buffer },
): void {
  const digest = recordBlob(sql, manifest)
  recordPublication(sql, { seq, version_no: versionNo, manifest_sha256: digest })
}

/** Records that an entry published a version by a manifest that was withdrawn before it came here. */
export function recordLostPublication(
  sql: SQLite.Database,
  { seq, versionNo, manifest, at }: { seq: number; versionNo: number; manifest: string; at: string },
): void {
  inserter(sql, 'blob')({ sha256: manifest, content: Buffer.alloc(0), erased_at: null })
  recordPublication(sql, { seq, version_no: versionNo, manifest_sha256: manifest })
  // In this order: what the erasure takes away of its version is known by the publication.
  eraseBlob(sql, manifest, at)
}

/** Records that there was a blob, which was erased before it came here. */
export function recordLostBlob(sql: SQLite.Database, { digest, at }: { digest: string; at: string }): void {
  if (prepared<[string]>(sql, 'SELECT 1 FROM blob WHERE sha256 = ?').get(digest)) return
  inserter(sql, 'blob')({ sha256: digest, content: Buffer.alloc(0), erased_at: null })
  eraseBlob(sql, digest, at)
}
