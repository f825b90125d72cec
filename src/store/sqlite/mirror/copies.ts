/** What a copy of an archive records otherwise than an import does: as it is told, and not as of now. */

import { sha256 } from '../../../identity/digest.ts'
import type { Database } from '../database.ts'

import { eraseBlob, recordBlob } from '../log/blobs.ts'
import { recordPublication } from '../log/publications.ts'

/** A work's names. */
export interface CopiedWork {
  id: string
  key: string
  slug: string
  createdAt: string
}

/** The store's key of a work, by its id. */
export function findWorkNo(db: Database, id: string): number | undefined {
  return db.value<number>('SELECT no FROM work WHERE id = ?', id) as number | undefined
}

/** The key in the store of a work, which is recorded under the names that it has elsewhere unless it is there. */
export function recordCopiedWork(db: Database, { id, key, slug, createdAt }: CopiedWork): number {
  return findWorkNo(db, id) ?? db.insert('work', { id, key, slug, created_at: createdAt })
}

/** The newest row of a work's version with this id. */
export function findVersionNo(db: Database, work: string, version: string): number | undefined {
  return db.value<number | null>(
    `SELECT max(version.no) FROM version JOIN work ON work.no = work_no WHERE work.id = ? AND version.id = ?`,
    work,
    version,
  ) as number | undefined
}

/** Whether a work has this revision of its metadata. */
export function hasRevision(db: Database, workNo: number, revision: number): boolean {
  return db.one('SELECT 1 FROM metadata WHERE work_no = ? AND revision = ?', workNo, revision) !== undefined
}

/** Whether a paragraph is known. */
export function hasParagraph(db: Database, id: string): boolean {
  return db.one('SELECT 1 FROM paragraph WHERE id = ?', id) !== undefined
}

/**
 * Records that there was a paragraph, of which nobody here knows what it began with: others speak of it, and the
 * version that had it was withdrawn before it came here.
 */
export function recordLostParagraph(db: Database, workNo: number, id: string): void {
  const row = { id, work_no: workNo, genesis_words_sha256: '', k: lostPlace(id), derived_from: null }
  db.insert('paragraph', row)
}

const PLACE_DIGITS = 12

/** What stands for the place of a paragraph that is lost: it tells it from others, and follows from its id. */
export function lostPlace(paragraph: string): number {
  return Number.parseInt(sha256(paragraph).slice(0, PLACE_DIGITS), 16)
}

/** A paragraph that was lost comes back: what it began with is known after all. */
export function completeParagraph(db: Database, row: Record<string, unknown>): void {
  db.run(
    `UPDATE paragraph SET genesis_words_sha256 = @genesis_words_sha256, k = @k, derived_from = @derived_from
     WHERE id = @id AND genesis_words_sha256 = ''`,
    row,
  )
}

/** What tells the key of a work that was withdrawn before anything of it came here. */
const LOST = 'withdrawn:'

/** The same of a work of which nothing but its id is known, so that it is answered as what it is: withdrawn. */
export function recordLostWork(db: Database, id: string, createdAt: string): number {
  return recordCopiedWork(db, { id, key: `${LOST}${id}`, slug: id, createdAt })
}

/** Whether a work is one of which nothing but its id is known. */
export function isLostWork({ id, key }: Pick<CopiedWork, 'id' | 'key'>): boolean {
  return key === `${LOST}${id}`
}

/** Records a version of which nothing but its id is known, and answers with its key. */
export function recordLostVersion(
  db: Database,
  { id, workNo, at }: { id: string; workNo: number; at: string },
): number {
  if (!db.one("SELECT 1 FROM source WHERE sha256 = ''")) {
    db.insert('source', {
      sha256: '',
      media_type: '',
      file_name: null,
      byte_length: 0,
      received_at: at,
      content: Buffer.alloc(0),
    })
    db.run("UPDATE source SET erased_at = ? WHERE sha256 = ''", at)
  }
  return db.insert('version', {
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
  db: Database,
  { seq, versionNo, manifest }: { seq: number; versionNo: number; manifest: Buffer },
): void {
  const digest = recordBlob(db, manifest)
  recordPublication(db, { seq, version_no: versionNo, manifest_sha256: digest })
}

/** Records that an entry published a version by a manifest that was withdrawn before it came here. */
export function recordLostPublication(
  db: Database,
  { seq, versionNo, manifest, at }: { seq: number; versionNo: number; manifest: string; at: string },
): void {
  db.insert('blob', { sha256: manifest, content: Buffer.alloc(0), erased_at: null })
  recordPublication(db, { seq, version_no: versionNo, manifest_sha256: manifest })
  // In this order: what the erasure takes away of its version is known by the publication.
  eraseBlob(db, manifest, at)
}

/** Records that there was a blob, which was erased before it came here. */
export function recordLostBlob(db: Database, { digest, at }: { digest: string; at: string }): void {
  if (db.one('SELECT 1 FROM blob WHERE sha256 = ?', digest)) return
  db.insert('blob', { sha256: digest, content: Buffer.alloc(0), erased_at: null })
  eraseBlob(db, digest, at)
}
