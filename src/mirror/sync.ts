import { setTimeout as sleep } from 'node:timers/promises'
import type SQLite from 'better-sqlite3'
import { checkpointFile, keepCheckpoint, keptNote } from '../archive/kept-checkpoint.ts'
import { ColophonError } from '../errors.ts'
import type { NoteVerifier } from '../log/note-key.ts'
import { forgetErased } from '../store/erase.ts'
import { LogRows } from '../store/log.ts'
import {
  countTasks,
  readMirrorState,
  recordSeen,
  recordUnforgotten,
  type TaskEntry,
  tasksAfter,
  tasksOf,
  worksWithdrawing,
} from '../store/mirror.ts'
import { applyStep, RowsNeeded } from './applying.ts'
import { takeEntries } from './entries.ts'
import { MirrorError } from './errors.ts'
import { fetchHead, type Head, openHead, refuseOlder } from './head.ts'
import type { Origin } from './origin.ts'
import { prefetched } from './prefetched.ts'
import { fetchRecords, prepareStep, type Step } from './preparing.ts'
import { takeQuotes } from './quotes.ts'
import { trustedKeys } from './trusted-keys.ts'

/** What a sync is given. */
export interface SyncOptions {
  origin: Origin
  /** Verifier keys that are trusted from the start. */
  keys: readonly string[]
  /** Obey even when an unusual share of the works is withdrawn at once. */
  obeyAll?: boolean
  now?: () => string
  /** Told how much is done of what is to be done, in entries. */
  progress?: (done: number, of: number) => void
}

/** What a sync came to. */
export interface SyncReport {
  /** Entries of the log, and how many of them are new. */
  size: number
  entries: number
  /** New registered quotes. */
  quotes: number
  /** Entries that are still to be followed. */
  pending: number
  /** What was wrong, by work; '' for what belongs to none. */
  failures: { work: string; code: string; message: string }[]
  /** Works whose withdrawal waits for a person's word, and of how many that are shown. */
  heldBack: { works: number; of: number } | null
  /** Whether everything up to the checkpoint is here. */
  complete: boolean
}

/** Entries that are prepared ahead of the one that is written, those looked up, and those committed at a time. */
const AHEAD = 48
const PAGE = 500
const BATCH = 48
/** More than an origin takes to sign what it published, in milliseconds. */
const SIGNING_MS = 1000
/** After so many failures in a row the origin is taken to be gone. */
const MOST_FAILURES = 12
/** Share of the works, and number of them, up to which withdrawals are obeyed without a word. */
const USUAL_WITHDRAWAL = { share: 0.05, works: 1 }

/**
 * Brings a copy up to the newest checkpoint of its origin. What is there already is never asked for again, so it may
 * be killed at any point and run again. The copy's own checkpoint is written last, when all that it speaks of is here.
 *
 * @throws MirrorError `origin_unreachable`, `bad_signature`, `origin_rolled_back`, `fork`, `origin_altered`,
 *   `mirror_damaged`: nothing was taken over then
 */
export async function sync(sql: SQLite.Database, options: SyncOptions): Promise<SyncReport> {
  return new Sync(sql, options).run()
}

/** An entry with what it asks for, or with why that could not be had; neither when its work waits. */
interface Prepared {
  entry: TaskEntry
  step?: Step | undefined
  error?: unknown
}

/** A checkpoint that was verified before: when it is none now, that is not the origin's doing. */
function openOwn(note: string, trusted: readonly NoteVerifier[]): Head {
  try {
    return openHead(note, trusted)
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error
    throw new MirrorError(
      'mirror_damaged',
      'A checkpoint that is kept here is not as it was written. Run `colophon mirror repair`.',
    )
  }
}

class Sync {
  readonly #sql: SQLite.Database
  readonly #options: SyncOptions
  readonly #now: () => string
  readonly #log: LogRows
  readonly #failures: SyncReport['failures'] = []
  /** Works of which nothing more is done this time. */
  readonly #waiting = new Set<string>()
  #heldBack: SyncReport['heldBack'] = null
  #failedInARow = 0
  #done = 0
  #total = 0

  constructor(sql: SQLite.Database, options: SyncOptions) {
    this.#sql = sql
    this.#options = options
    this.#now = options.now ?? (() => new Date().toISOString())
    this.#log = new LogRows(sql)
  }

  async run(): Promise<SyncReport> {
    const { origin, keys } = this.#options
    const before = this.#log.size()
    const trusted = trustedKeys(this.#sql, keys)
    const head = await fetchHead(origin, trusted)
    const seen = this.#seen(trusted)
    if (seen) refuseOlder(head, seen)
    if (head.size > before) await this.#takeEntries(head, seen)
    else recordSeen(this.#sql, head.note, this.#now())
    await this.#followTasks()
    const quotes = await this.#takeQuotes(head, trusted)
    const pending = countTasks(this.#sql)
    if (pending === 0) this.#complete(head)
    return {
      size: head.size,
      entries: head.size - before,
      quotes,
      pending,
      failures: this.#failures,
      heldBack: this.#heldBack,
      complete: pending === 0 && this.#failures.length === 0,
    }
  }

  /** The newest checkpoint that was ever verified here: that beside the database too, which may be older itself. */
  #seen(trusted: readonly NoteVerifier[]): Head | undefined {
    const notes = [readMirrorState(this.#sql)?.seen, keptNote(checkpointFile(this.#sql.name))]
    const heads = notes.flatMap((note) => (note === undefined ? [] : [openOwn(note, trusted)]))
    return heads.sort((a, b) => b.size - a.size)[0]
  }

  async #takeEntries(head: Head, seen: Head | undefined): Promise<void> {
    const { origin, progress } = this.#options
    const from = this.#log.size()
    await takeEntries(this.#sql, { origin, head, seen: seen?.note ?? '', now: this.#now() }, (entries) =>
      progress?.(entries - from, (head.size - from) * 2),
    )
    this.#done = head.size - from
    this.#total = this.#done
  }

  async #followTasks(): Promise<void> {
    this.#total += countTasks(this.#sql)
    this.#guard()
    let batch: Prepared[] = []
    for await (const prepared of prefetched(this.#tasks(), (entry) => this.#prepare(entry), AHEAD)) {
      batch.push(prepared)
      if (batch.length < BATCH) continue
      await this.#commit(batch)
      batch = []
    }
    await this.#commit(batch)
  }

  *#tasks(): Generator<TaskEntry> {
    for (let after = -1; ; ) {
      const entries = tasksAfter(this.#sql, after, PAGE)
      if (entries.length === 0) return
      for (const entry of entries) if (!this.#isGone) yield entry
      after = entries.at(-1)!.seq
    }
  }

  get #isGone(): boolean {
    return this.#failedInARow >= MOST_FAILURES
  }

  /** Whoever empties an origin does not empty its mirrors, unless somebody there says so. */
  #guard(): void {
    const { shown, withdrawn } = worksWithdrawing(this.#sql)
    const isUsual = withdrawn.length <= Math.max(USUAL_WITHDRAWAL.works, shown * USUAL_WITHDRAWAL.share)
    if (isUsual || this.#options.obeyAll) return
    this.#heldBack = { works: withdrawn.length, of: shown }
    for (const work of withdrawn) this.#waiting.add(work)
  }

  async #prepare(entry: TaskEntry): Promise<Prepared> {
    const { id, seq } = entry
    if (this.#waiting.has(id)) return { entry }
    try {
      const later = tasksOf(this.#sql, id, seq)
      return { entry, step: await prepareStep(this.#sql, this.#options.origin, { entry, later }) }
    } catch (error) {
      return { entry, error }
    }
  }

  /** Applies what was prepared, in its order, and commits it together, so that the disk is waited for once. */
  async #commit(batch: readonly Prepared[]): Promise<void> {
    for (let at = 0; at < batch.length; ) {
      const applyNext = this.#sql.transaction(() => {
        while (at < batch.length && this.#apply(batch[at]!)) at++
      })
      applyNext.immediate()
      const needy = batch[at]?.step
      if (needy?.kind === 'version')
        await this.#fetchRecords(needy).catch((error) => this.#fail(needy.entry, error))
    }
    this.#done += batch.length
    this.#options.progress?.(this.#done, this.#total)
  }

  /** False when it needs the origin's rows: then it is to be applied once more with them. */
  #apply({ entry, step, error }: Prepared): boolean {
    if (this.#waiting.has(entry.id)) return true
    try {
      if (!step) throw error
      applyStep(this.#sql, step)
      this.#failedInARow = 0
    } catch (cause) {
      if (cause instanceof RowsNeeded) return false
      this.#fail(entry, cause)
    }
    return true
  }

  async #fetchRecords({ entry, manifest, version }: Extract<Step, { kind: 'version' }>): Promise<void> {
    version.records = await fetchRecords(this.#options.origin, entry, manifest)
  }

  async #takeQuotes(head: Head, trusted: readonly NoteVerifier[]): Promise<number> {
    if (this.#isGone) return 0
    const { origin } = this.#options
    try {
      const { added, ahead } = await takeQuotes(this.#sql, origin)
      if (!ahead || countTasks(this.#sql) > 0) return added
      // Its version was published after the checkpoint; then there is a newer one by now.
      await sleep(SIGNING_MS)
      if ((await fetchHead(origin, trusted)).size > head.size) return added
      throw new MirrorError(
        'origin_altered',
        `The quote ${ahead.id} is of a version that the log does not name.`,
      )
    } catch (error) {
      this.#fail(null, error)
      return 0
    }
  }

  /** What fails of a work, its later entries wait for. */
  #fail(entry: TaskEntry | null, error: unknown): void {
    if (!(error instanceof MirrorError)) throw error
    const { code, message } = error
    if (code === 'origin_unreachable') this.#failedInARow++
    if (entry) this.#waiting.add(entry.id)
    this.#failures.push({ work: entry?.id ?? '', code, message })
  }

  #complete({ size, note }: Head): void {
    if (readMirrorState(this.#sql)!.unforgotten) this.#forget()
    this.#log.recordCheckpoint({ size, note }, this.#now())
    keepCheckpoint(checkpointFile(this.#sql.name), note)
  }

  /** What was erased is shown to nobody by now; the file forgets it as soon as nobody reads an older state of it. */
  #forget(): void {
    try {
      forgetErased(this.#sql)
      recordUnforgotten(this.#sql, false)
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error
      this.#failures.push({ work: '', code: error.code, message: error.message })
    }
  }
}
