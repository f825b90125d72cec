/** Writes of a mirror. Unlike an import they keep the origin's ids and times. */

import type { Database } from '../database.ts'

import { recordBlob } from '../log/blobs.ts'
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

/** A paragraph that was lost comes back: what it began with is known after all. */
export function completeParagraph(db: Database, row: Record<string, unknown>): void {
  db.run(
    `UPDATE paragraph SET genesis_words_sha256 = @genesis_words_sha256, k = @k, derived_from = @derived_from
     WHERE id = @id AND genesis_words_sha256 = ''`,
    row,
  )
}

/** Records that an entry published a version by a manifest, and keeps the manifest. */
export function recordCopiedPublication(
  db: Database,
  { seq, versionNo, manifest }: { seq: number; versionNo: number; manifest: Buffer },
): void {
  const digest = recordBlob(db, manifest)
  recordPublication(db, { seq, version_no: versionNo, manifest_sha256: digest })
}
