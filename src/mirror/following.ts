import type { MirrorErrorCode } from '../errors.ts'
import type { Database } from '../store/sqlite/database.ts'
import { countTasks, type TaskEntry, tasksAfter, worksWithdrawing } from '../store/sqlite/mirror/tasks.ts'
import { withTextsIndexed } from '../store/sqlite/search/index-texts.ts'
import { type AskRoom, prefetched } from '../threads/prefetched.ts'
import { applySteps, RowsNeeded, type VersionStep } from './applying.ts'
import { MirrorError } from './errors.ts'
import { fetchRecords } from './fetching.ts'
import { type HeldBack, unusualWithdrawal } from './held-back.ts'
import type { Origin } from './origin.ts'
import { prepareSteps, type Step } from './preparing.ts'
import type { Room } from './room.ts'
import { WorkTasks } from './work-tasks.ts'

/** Entries that are looked up at a time. */
const PAGE = 500
/** Entries that are committed at a time, or fewer when their sources have so many bytes: what is made of them has more. */
const BATCH = { entries: 48, bytes: 8_000_000 }
/** Entries that are prepared ahead of the one that is written, and bytes of their sources. */
const AHEAD = { items: 24, weight: BATCH.bytes }
/** After so many failures in a row the origin is taken to be gone. */
const MOST_FAILURES = 12
/** Something that was wrong. */
export interface Failure {
  /** Id of the work; null for what belongs to none. */
  work: string | null
  code: MirrorErrorCode | 'erasure_unfinished'
  message: string
}

/** What following the entries came to. */
export interface Followed {
  failures: Failure[]
  heldBack: HeldBack | null
  /** Whether the origin was given up. */
  isGone: boolean
}

/** What it is given. */
export interface FollowingOptions {
  origin: Origin
  room: Room
  /** Obey even when an unusual share of the works is withdrawn at once. */
  obeyAll?: boolean | undefined
  /** Told how many entries are done, of those that there were to be followed. */
  progress?: ((done: number, of: number) => void) | undefined
}

/**
 * Does what the entries ask for that are to be followed still, in the order of the log: so the rows of a copy come in
 * the order in which those of its origin came. What fails of a work, its later entries wait for; others do not.
 *
 * @throws MirrorError `mirror_full`: what came is kept
 */
export async function followTasks(db: Database, options: FollowingOptions): Promise<Followed> {
  return new Following(db, options).run()
}

/** Entries of a work with what they ask for, or with why that could not be had; neither when the work waits. */
interface Prepared {
  entries: readonly TaskEntry[]
  steps?: readonly Step[]
  error?: unknown
}

class Following {
  readonly #db: Database
  readonly #options: FollowingOptions
  readonly #failures: Failure[] = []
  /** Works of which nothing more is done this time. */
  readonly #waiting = new Set<string>()
  readonly #tasks: WorkTasks
  #heldBack: HeldBack | null = null
  #failedInARow = 0
  #done = 0

  constructor(db: Database, options: FollowingOptions) {
    this.#db = db
    this.#options = options
    this.#tasks = new WorkTasks(db)
  }

  async run(): Promise<Followed> {
    const total = countTasks(this.#db)
    this.#guard()
    let batch: Prepared[] = []
    const size = { entries: 0, bytes: 0 }
    const commit = async () => {
      await this.#commit(batch)
      this.#done += size.entries
      this.#options.progress?.(this.#done, total)
      batch = []
      Object.assign(size, { entries: 0, bytes: 0 })
    }
    const prepare = (entries: readonly TaskEntry[], room: AskRoom) => this.#prepare(entries, room)
    for await (const prepared of prefetched(this.#bundles(), prepare, AHEAD)) {
      batch.push(prepared)
      size.entries += prepared.entries.length
      for (const step of prepared.steps ?? [])
        if (step.kind === 'version') size.bytes += step.version.source.length
      if (size.entries >= BATCH.entries || size.bytes >= BATCH.bytes) await commit()
    }
    await commit()
    return { failures: this.#failures, heldBack: this.#heldBack, isGone: this.#isGone }
  }

  /** The entries in the order of the log, each with those that must be followed with it. */
  *#bundles(): Generator<TaskEntry[]> {
    const taken = new Set<number>()
    for (let after = -1; ; ) {
      const entries = tasksAfter(this.#db, after, PAGE)
      if (entries.length === 0) return
      for (const entry of entries) {
        if (this.#isGone || taken.delete(entry.seq)) continue
        const bundle = this.#tasks.together(entry)
        for (const { seq } of bundle.slice(1)) taken.add(seq)
        yield bundle
      }
      after = entries.at(-1)!.seq
    }
  }

  get #isGone(): boolean {
    return this.#failedInARow >= MOST_FAILURES
  }

  /** Whoever empties an origin does not empty its mirrors, unless somebody there says so. */
  #guard(): void {
    const { shown, withdrawn } = worksWithdrawing(this.#db)
    if (this.#options.obeyAll) return
    this.#heldBack = unusualWithdrawal({ works: withdrawn.length, of: shown })
    if (!this.#heldBack) return
    for (const work of withdrawn) this.#waiting.add(work)
  }

  async #prepare(entries: readonly TaskEntry[], room: AskRoom): Promise<Prepared> {
    if (this.#waiting.has(entries[0]!.id)) return { entries }
    try {
      const { origin } = this.#options
      return {
        entries,
        steps: await prepareSteps(this.#db, { origin, room }, { entries, tasks: this.#tasks }),
      }
    } catch (error) {
      return { entries, error }
    }
  }

  /** Applies what was prepared, in its order, and commits it together, so that the disk is waited for once. */
  async #commit(batch: readonly Prepared[]): Promise<void> {
    this.#options.room.assertLeft()
    for (let at = 0; at < batch.length; ) {
      const needy = withTextsIndexed(this.#db, (): VersionStep | undefined => {
        for (; at < batch.length; at++) {
          const needy = this.#apply(batch[at]!)
          if (needy) return needy
        }
        return undefined
      })
      if (needy) await this.#fetchRecords(needy).catch((error) => this.#fail(needy.entry, error))
    }
  }

  /** The step that needs the origin's rows, when there is one: all is to be applied once more with them. */
  #apply({ entries: [entry], steps, error }: Prepared): VersionStep | undefined {
    if (this.#waiting.has(entry!.id)) return undefined
    try {
      if (!steps) throw error
      applySteps(this.#db, steps)
      this.#failedInARow = 0
    } catch (cause) {
      if (cause instanceof RowsNeeded) return cause.step
      this.#fail(entry!, cause)
    }
    return undefined
  }

  async #fetchRecords({ entry, manifest, version }: VersionStep): Promise<void> {
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
