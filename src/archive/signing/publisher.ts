import crypto from 'node:crypto'
import { keyDigest } from '../../citing/exports/key-digest.ts'
import { MOST_ERASED } from '../../log/entry.ts'
import { printVersionManifest } from '../../log/version-manifest.ts'
import { parseWithdrawalNotice, printWithdrawalNotice } from '../../log/withdrawal-notice.ts'
import type { Connection } from '../../store/sql/connection.ts'
import { eraseBlob, keptNotices, recordBlob } from '../../store/sqlite/log/blobs.ts'
import { manifestOf } from '../../store/sqlite/log/manifest-of.ts'
import {
  readForPublication,
  recordPublication,
  unpublishedVersions,
  withdrawnManifests,
} from '../../store/sqlite/log/publications.ts'
import { recordCitationKey } from '../../store/sqlite/works/citation-keys.ts'
import { type LogIdentity, LogWriter } from './log-writer.ts'

const NONCE_BYTES = 16

/** What is withdrawn, and why. */
export interface PublishedWithdrawal {
  /** Id of the work. */
  work: string
  /** Id of the version; null for the whole work. */
  version: string | null
  reason: string
  erase: boolean
}

/** Tells the log what becomes of the versions of an archive, in the transactions in which it does. */
export class Publisher {
  readonly log: LogWriter
  readonly #db: Connection
  readonly #randomBytes: RandomBytes

  constructor(db: Connection, identity: LogIdentity, randomBytes = crypto.randomBytes as RandomBytes) {
    this.#db = db
    this.#randomBytes = randomBytes
    this.log = new LogWriter(db, identity)
  }

  /** A new version (`put`), or new metadata of the work whose newest version this is (`metadata`). */
  publish(op: 'put' | 'metadata', versionNo: number, now: string): void {
    const manifest = recordBlob(
      this.#db,
      printVersionManifest(manifestOf(this.#db, versionNo, this.#nonce())),
    )
    const { workId, versionId, metadata } = readForPublication(this.#db, versionNo)
    const seq = this.log.append({ op, id: workId, version: versionId, manifest }, now)
    recordPublication(this.#db, { seq, version_no: versionNo, manifest_sha256: manifest })
    recordCitationKey(this.#db, { seq, versionNo, sha256: keyDigest(workId, metadata) })
  }

  /**
   * That a work, or every row of one version of it, is withdrawn: inside the transaction that records it, once its
   * rows in `withdrawn_version` are written. With `erase` the manifests of what is withdrawn are erased, and the
   * notices of earlier withdrawals of the same.
   */
  publishWithdrawal({ work, version, reason, erase }: PublishedWithdrawal, now: string): void {
    const notice = recordBlob(
      this.#db,
      printWithdrawalNotice({ v: 1, work, version, reason, withdrawnAt: now, nonce: this.#nonce() }),
    )
    const erased = erase ? this.#erasable({ work, version }, notice) : []
    for (const digest of erased) eraseBlob(this.#db, digest, now)
    const about = { op: 'withdraw' as const, id: work, ...(version && { version }), manifest: notice }
    for (let at = 0; at === 0 || at < erased.length; at += MOST_ERASED) {
      const some = erased.slice(at, at + MOST_ERASED)
      this.log.append({ ...about, ...(some.length > 0 && { erased: some }) }, now)
    }
  }

  /** Publishes what the archive held before it had a log, a transaction for each. */
  publishMissing(now: string): void {
    for (const versionNo of unpublishedVersions(this.#db))
      this.#db.transaction(() => this.publish('put', versionNo, now))
  }
  #nonce(): string {
    return this.#randomBytes(NONCE_BYTES).toString('hex')
  }

  /** The manifests and earlier notices of what is withdrawn, sorted. */
  #erasable({ work, version }: { work: string; version: string | null }, notice: string): string[] {
    const notices = keptNotices(this.#db).filter(({ sha256, content }) => {
      if (sha256 === notice) return false
      const said = parseWithdrawalNotice(content)
      return said.work === work && (version === null || said.version === version)
    })
    const manifests = withdrawnManifests(this.#db, work, version)
    return [...manifests, ...notices.map(({ sha256 }) => sha256)].sort()
  }
}

type RandomBytes = (count: number) => Buffer
