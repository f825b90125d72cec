import { sha256 } from '../identity/digest.ts'
import { isPublication, type LogEntry } from '../log/entry.ts'
import { parseWithdrawalNotice } from '../log/withdrawal-notice.ts'
import type { Database } from '../store/sqlite/database.ts'
import { isTask } from '../store/sqlite/mirror/tasks.ts'
import type { Damages } from './damage.ts'
import { countRows } from './rows.ts'

interface PublicationRow {
  manifest: string
  versionId: string
  workId: string
}

interface BlobRow {
  content: Buffer
  erasedAt: string | null
}

const PUBLICATION = `SELECT manifest_sha256 AS manifest, version.id AS "versionId", work.id AS "workId" FROM publication
  JOIN version ON version.no = version_no JOIN work ON work.no = version.work_no WHERE seq = ?`
const BLOB = 'SELECT content, erased_at AS "erasedAt" FROM blob WHERE sha256 = ?'
const REASONS = `SELECT reason FROM withdrawal JOIN work ON work.no = work_no WHERE work.id = ? AND withdrawn_at = ?`

/** Whether what the entries of the log publish and withdraw is there, and nothing else is. */
export class PublicationCheck {
  readonly #db: Database
  readonly #damages: Damages
  /** Digests of the notices of withdrawals, each with the work that it is about. */
  readonly #notices = new Map<string, string>()
  /** When the log first spoke of a work: what was withdrawn before, it does not tell. */
  #since: string | undefined
  #publications = 0
  #tasks = 0

  constructor(db: Database, damages: Damages) {
    this.#db = db
    this.#damages = damages
  }

  /** How many entries a mirror has still to follow. */
  get pending(): number {
    return this.#tasks
  }

  /** What an entry says, against the rows that it speaks of, unless a mirror has still to follow it. */
  entry(entry: LogEntry): void {
    this.#since ??= entry.time
    const work = this.#db.value<string>('SELECT work FROM mirror_task WHERE seq = ?', entry.seq)
    if (work !== undefined) {
      this.#tasks++
      this.#damages.expect(isTask(entry) && work === entry.id, {
        table: 'mirror_task',
        key: String(entry.seq),
        what: 'is not what the log asks a mirror for',
      })
    } else if (isPublication(entry)) this.#publish(entry)
    else if (entry.op === 'withdraw') this.#withdraw(entry)
  }

  #publish({ seq, id, version, manifest }: Extract<LogEntry, { op: 'put' | 'metadata' }>): void {
    this.#publications++
    const place = { table: 'publication', key: String(seq), work: id }
    const row = this.#db.one<PublicationRow>(PUBLICATION, seq)
    if (!row) this.#damages.add({ ...place, what: 'is not there, but the log has it' })
    else
      this.#damages.expect(row.manifest === manifest && row.versionId === version && row.workId === id, {
        ...place,
        what: 'names another manifest or version than the log',
      })
    this.#blobOf(manifest, id)
  }

  #withdraw({ id, version, manifest, erased = [] }: Extract<LogEntry, { op: 'withdraw' }>): void {
    this.#notices.set(manifest, id)
    const notice = this.#blobOf(manifest, id)
    if (notice?.erasedAt === null)
      this.#checkNotice(notice.content, { id, version: version ?? null, manifest })
    for (const digest of erased)
      this.#damages.expect(Boolean(this.#db.one<BlobRow>(BLOB, digest)?.erasedAt), {
        table: 'blob',
        key: digest,
        work: id,
        what: 'is said to be erased, and is not',
      })
  }

  #checkNotice(
    content: Buffer,
    { id, version, manifest }: { id: string; version: string | null; manifest: string },
  ): void {
    const said = parseWithdrawalNotice(content)
    this.#damages.expect(said.work === id && said.version === version, {
      table: 'blob',
      key: manifest,
      work: id,
      what: 'is the notice of another withdrawal',
    })
    this.#damages.expect(this.#db.values<string>(REASONS, id, said.withdrawnAt).includes(said.reason), {
      table: 'withdrawal',
      work: id,
      what: `is not there, or has another reason than the notice ${manifest} that was signed`,
    })
  }

  #blobOf(digest: string, work: string): BlobRow | undefined {
    const blob = this.#db.one<BlobRow>(BLOB, digest)
    this.#damages.expect(blob !== undefined, {
      table: 'blob',
      key: digest,
      work,
      what: 'is not there, but the log names it',
    })
    return blob
  }

  /** After the last entry: no row may be there that no entry makes. */
  finish(): void {
    const counted = { publication: this.#publications, mirror_task: this.#tasks }
    for (const [table, made] of Object.entries(counted)) {
      const rows = countRows(this.#db, table)
      this.#damages.expect(rows === made, { table, what: `has ${rows} rows, and the log makes ${made}` })
    }
    this.#countWithdrawals()
    const blobs = this.#db.each<
      BlobRow & { key: string; publishes: 0 | 1 }
    >(`SELECT sha256 AS key, content, erased_at AS "erasedAt",
           EXISTS (SELECT 1 FROM publication WHERE manifest_sha256 = sha256) AS publishes
         FROM blob NOT INDEXED`)
    for (const { key, content, erasedAt, publishes } of blobs) {
      const isRight = erasedAt === null ? sha256(content) === key : content.length === 0
      this.#damages.expect(isRight, { table: 'blob', key, what: 'has not its digest' })
      this.#damages.expect(publishes === 1 || this.#notices.has(key), {
        table: 'blob',
        key,
        what: 'is named by no entry',
      })
    }
  }

  /** A work is not withdrawn more often than the log tells. */
  #countWithdrawals(): void {
    const told = new Map<string, number>()
    for (const work of this.#notices.values()) told.set(work, (told.get(work) ?? 0) + 1)
    const counts = this.#db.all<{ work: string; rows: number }>(
      `SELECT work.id AS work, count(*) AS rows FROM withdrawal NOT INDEXED JOIN work ON work.no = work_no
         WHERE withdrawn_at >= ?
           OR reason <> '' AND withdrawal.no NOT IN (SELECT withdrawal_no FROM withdrawn_version)
         GROUP BY work.no`,
      this.#since ?? '',
    )
    for (const { work, rows } of counts)
      this.#damages.expect(rows <= (told.get(work) ?? 0), {
        table: 'withdrawal',
        work,
        what: `has ${rows} rows of the work, and the log tells of ${told.get(work) ?? 0}`,
      })
  }
}
