import type SQLite from 'better-sqlite3'
import { countTasks, type TaskEntry, tasksAfter, tasksOf, worksWithdrawing } from '../store/mirror.ts'
import { applyStep, RowsNeeded } from './applying.ts'
import { type MirrorCode, MirrorError } from './errors.ts'
import type { Origin } from './origin.ts'
import { prefetched } from './prefetched.ts'
import { fetchRecords, prepareStep, type Step } from './preparing.ts'

/** Entries that are prepared ahead of the one that is written, and those looked up at a time. */
const AHEAD = 24
const PAGE = 500
/** Entries that are committed at a time, or fewer when their sources have so many bytes. */
const BATCH = { entries: 48, bytes: 8_000_000 }
/** After so many failures in a row the origin is taken to be gone. */
const MOST_FAILURES = 12
/** Share of the works, and number of them, up to which withdrawals are obeyed without a word. */
const USUAL_WITHDRAWAL = { share: 0.05, works: 1 }

/** Something that was wrong. */
export interface Failure {
  /** Id of the work; null for what belongs to none. */
  work: string | null
  code: MirrorCode | 'erasure_unfinished'
  message: string
}

/** What following the entries came to. */
export interface Followed {
  failures: Failure[]
  /** Works whose withdrawal waits for a person's word, and of how many that are shown. */
  heldBack: { works: number; of: number } | null
  /** Whether the origin was given up. */
  isGone: boolean
}

/** What it is given. */
export interface FollowingOptions {
  origin: Origin
  /** Obey even when an unusual share of the works is withdrawn at once. */
  obeyAll?: boolean | undefined
  /** Told how many entries are done, of those that there were to be followed. */
  progress?: ((done: number, of: number) => void) | undefined
}

/**
 * Does what the entries ask for that are to be followed still, in the order of the log: so the rows of a copy come in
 * the order in which those of its origin came. What fails of a work, its later entries wait for; others do not.
 */
export async function followTasks(sql: SQLite.Database, options: FollowingOptions): Promise<Followed> {
  return new Following(sql, options).run()
}

/** An entry with what it asks for, or with why that could not be had; neither when its work waits. */
interface Prepared {
  entry: TaskEntry
  step?: Step | undefined
  error?: unknown
}

class Following {
  readonly #sql: SQLite.Database
  readonly #options: FollowingOptions
  readonly #failures: Failure[] = []
  /** Works of which nothing more is done this time. */
  readonly #waiting = new Set<string>()
  #heldBack: Followed['heldBack'] = null
  #failedInARow = 0
  #done = 0

  constructor(sql: SQLite.Database, options: FollowingOptions) {
    this.#sql = sql
    this.#options = options
  }

  async run(): Promise<Followed> {
    const total = countTasks(this.#sql)
    this.#guard()
    let batch: Prepared[] = []
    let bytes = 0
    const commit = async () => {
      await this.#commit(batch)
      this.#done += batch.length
      this.#options.progress?.(this.#done, total)
      batch = []
      bytes = 0
    }
    for await (const prepared of prefetched(this.#tasks(), (entry) => this.#prepare(entry), AHEAD)) {
      batch.push(prepared)
      if (prepared.step?.kind === 'version') bytes += prepared.step.version.source.length
      if (batch.length >= BATCH.entries || bytes >= BATCH.bytes) await commit()
    }
    await commit()
    return { failures: this.#failures, heldBack: this.#heldBack, isGone: this.#isGone }
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

  #fail({ id }: TaskEntry, error: unknown): void {
    if (!(error instanceof MirrorError)) throw error
    const { code, message } = error
    if (code === 'origin_unreachable') this.#failedInARow++
    this.#waiting.add(id)
    this.#failures.push({ work: id, code, message })
  }
}
