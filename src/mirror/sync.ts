import type SQLite from 'better-sqlite3'
import pLimit from 'p-limit'
import { checkpointFile, keepCheckpoint, keptNote } from '../archive/kept-checkpoint.ts'
import { ColophonError } from '../errors.ts'
import type { NoteVerifier } from '../log/note-key.ts'
import { forgetErased } from '../store/erase.ts'
import { LogRows } from '../store/log.ts'
import {
  countTasks,
  countWithdrawing,
  readMirrorState,
  recordFailure,
  recordSeen,
  recordUnforgotten,
  tasksOf,
  worksWithTasks,
} from '../store/mirror.ts'
import { newestVersion } from '../store/version-list.ts'
import { applySteps, RowsNeeded } from './applying.ts'
import { Batch } from './batch.ts'
import { takeEntries } from './entries.ts'
import { MirrorError } from './errors.ts'
import { fetchHead, type Head, openHead, refuseOlder, trustedKeys } from './head.ts'
import type { Origin } from './origin.ts'
import { fetchRecords, prepareSteps, type Step } from './preparing.ts'
import { takeQuotes } from './quotes.ts'

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

/** Works that are under way at once. Requests are far fewer: the origin says how many. */
const WORKS_UNDER_WAY = 64
/** Works looked up at a time. */
const PAGE = 500
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
  readonly #batch: Batch
  readonly #failures: SyncReport['failures'] = []
  #heldBack: SyncReport['heldBack'] = null
  #failedInARow = 0
  #done = 0
  #total = 0

  constructor(sql: SQLite.Database, options: SyncOptions) {
    this.#sql = sql
    this.#options = options
    this.#now = options.now ?? (() => new Date().toISOString())
    this.#log = new LogRows(sql)
    this.#batch = new Batch(sql)
  }

  async run(): Promise<SyncReport> {
    const { origin, keys } = this.#options
    const before = this.#log.size()
    const trusted = trustedKeys(keys, this.#log)
    const head = await fetchHead(origin, trusted)
    const seen = this.#seen(trusted)
    if (seen) refuseOlder(head, seen)
    if (head.size > before) await this.#takeEntries(head, seen)
    else recordSeen(this.#sql, head.note, this.#now())
    await this.#followTasks()
    const quotes = await this.#takeQuotes()
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
    const limit = pLimit(WORKS_UNDER_WAY)
    for (let after = -1; !this.#isGone; ) {
      const works = worksWithTasks(this.#sql, after, PAGE)
      if (works.length === 0) return
      after = works.at(-1)!.first
      await Promise.all(works.map(({ work }) => limit(() => this.#follow(work))))
    }
  }

  get #isGone(): boolean {
    return this.#failedInARow >= MOST_FAILURES
  }

  /** Whoever empties an origin does not empty its mirrors, unless somebody there says so. */
  #guard(): void {
    const { shown, withdrawn } = countWithdrawing(this.#sql)
    const isUsual = withdrawn <= Math.max(USUAL_WITHDRAWAL.works, shown * USUAL_WITHDRAWAL.share)
    if (!isUsual && !this.#options.obeyAll) this.#heldBack = { works: withdrawn, of: shown }
  }

  async #follow(work: string): Promise<void> {
    if (this.#isGone) return
    const entries = tasksOf(this.#sql, work)
    const withdraws = entries.some(({ op }) => op === 'withdraw')
    if (this.#heldBack && withdraws && newestVersion(this.#sql, work)) return
    try {
      await this.#apply(work, await prepareSteps(this.#sql, this.#options.origin, entries))
      this.#failedInARow = 0
      this.#done += entries.length
      this.#options.progress?.(this.#done, this.#total)
    } catch (error) {
      this.#fail(work, error)
    }
  }

  /** Once more, with the origin's rows, for each version that cannot be made here. */
  async #apply(work: string, steps: readonly Step[]): Promise<void> {
    for (;;) {
      try {
        return await this.#batch.add(() => applySteps(this.#sql, work, steps))
      } catch (error) {
        if (!(error instanceof RowsNeeded)) throw error
        const { entry, manifest, version } = error.step
        version.records = await fetchRecords(this.#options.origin, entry, manifest)
      }
    }
  }

  async #takeQuotes(): Promise<number> {
    if (this.#isGone) return 0
    try {
      return await takeQuotes(this.#sql, this.#options.origin)
    } catch (error) {
      this.#fail('', error)
      return 0
    }
  }

  #fail(work: string, error: unknown): void {
    if (!(error instanceof MirrorError)) throw error
    const { code, message } = error
    if (code === 'origin_unreachable') this.#failedInARow++
    if (work !== '') recordFailure(this.#sql, work, message)
    this.#failures.push({ work, code, message })
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
