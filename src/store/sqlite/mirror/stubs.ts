/** What a mirror knows by its id alone: it was withdrawn before it came here, and others still speak of it. */
import { sha256 } from '../../../identity/digest.ts'
import type { Database } from '../database.ts'
import { eraseBlob } from '../log/blobs.ts'
import { recordPublication } from '../log/publications.ts'
import { type CopiedWork, recordCopiedWork } from './copies.ts'

/** What tells the key of a work that was withdrawn before anything of it came here. */
const STUB = 'withdrawn:'

/** Records a work of which nothing but its id is known, so that it is answered as withdrawn. */
export function recordStubWork(db: Database, id: string, createdAt: string): number {
  return recordCopiedWork(db, { id, key: `${STUB}${id}`, slug: id, createdAt })
}

/** Whether a work is one of which nothing but its id is known. */
export function isStubWork({ id, key }: Pick<CopiedWork, 'id' | 'key'>): boolean {
  return key === `${STUB}${id}`
}

/** Records a version of which nothing but its id is known, and answers with its key. */
export function recordStubVersion(
  db: Database,
  { id, workNo, at }: { id: string; workNo: number; at: string },
): number {
  if (!db.has("SELECT 1 FROM source WHERE sha256 = ''")) {
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

/**
 * Records that there was a paragraph, of which nobody here knows what it began with: others speak of it, and the
 * version that had it was withdrawn before it came here.
 */
export function recordStubParagraph(db: Database, workNo: number, id: string): void {
  const row = { id, work_no: workNo, genesis_words_sha256: '', k: stubOrdinal(id), derived_from: null }
  db.insert('paragraph', row)
}

const ORDINAL_DIGITS = 12

/** The ordinal of a paragraph whose own is not known: it follows from the id and differs from those of others. */
export function stubOrdinal(paragraph: string): number {
  return Number.parseInt(sha256(paragraph).slice(0, ORDINAL_DIGITS), 16)
}

/** Records that an entry published a version by a manifest that was withdrawn before it came here. */
export function recordStubPublication(
  db: Database,
  { seq, versionNo, manifest, at }: { seq: number; versionNo: number; manifest: string; at: string },
): void {
  db.insert('blob', { sha256: manifest, content: Buffer.alloc(0), erased_at: null })
  recordPublication(db, { seq, version_no: versionNo, manifest_sha256: manifest })
  // In this order: what the erasure takes away of its version is known by the publication.
  eraseBlob(db, manifest, at)
}

/** Records that there was a blob, which was erased before it came here. */
export function recordStubBlob(db: Database, { digest, at }: { digest: string; at: string }): void {
  if (db.has('SELECT 1 FROM blob WHERE sha256 = ?', digest)) return
  db.insert('blob', { sha256: digest, content: Buffer.alloc(0), erased_at: null })
  eraseBlob(db, digest, at)
}
