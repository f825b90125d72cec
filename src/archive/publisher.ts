import crypto from 'node:crypto'
import type SQLite from 'better-sqlite3'
import { printVersionManifest } from '../log/version-manifest.ts'
import { recordBlob } from '../store/blobs.ts'
import { readForPublication, recordPublication, unpublishedVersions } from '../store/publications.ts'
import { type LogIdentity, LogWriter } from './log-writer.ts'
import { manifestOf } from './manifest-of.ts'

const NONCE_BYTES = 16

/** Tells the log what becomes of the versions of an archive, in the transactions in which it does. */
export class Publisher {
  readonly log: LogWriter
  readonly #sql: SQLite.Database

  constructor(sql: SQLite.Database, identity: LogIdentity) {
    this.#sql = sql
    this.log = new LogWriter(sql, identity)
  }

  /** A new version (`put`), or new metadata of the work whose newest version this is (`metadata`). */
  publish(op: 'put' | 'metadata', versionNo: number, now: string): void {
    const nonce = crypto.randomBytes(NONCE_BYTES).toString('hex')
    const manifest = recordBlob(this.#sql, printVersionManifest(manifestOf(this.#sql, versionNo, nonce)))
    const { workId, versionId } = readForPublication(this.#sql, versionNo)
    const seq = this.log.append({ op, id: workId, version: versionId, manifest }, now)
    recordPublication(this.#sql, { seq, version_no: versionNo, manifest_sha256: manifest })
  }

  /** Publishes what the archive held before it had a log, a transaction for each. */
  publishMissing(now: string): void {
    for (const versionNo of unpublishedVersions(this.#sql))
      this.#sql.transaction(() => this.publish('put', versionNo, now)).immediate()
  }
}
