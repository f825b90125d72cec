import { setTimeout as sleep } from 'node:timers/promises'
import { purgeFiles } from '../archive/purge-files.ts'
import { CosignedNotes } from '../archive/signing/cosigned-notes.ts'
import { keepCheckpoint, keptNote } from '../archive/signing/kept-checkpoint.ts'
import { ColophonError } from '../errors.ts'
import { checkpointFile, cosignaturesFile } from '../files/archive-files.ts'
import { openNote } from '../log/note.ts'
import type { NoteVerifier } from '../log/note-key.ts'
import type { Policy } from '../log/policy.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { readMirrorState, recordErasurePending, recordSeen } from '../store/sqlite/mirror/state.ts'
import { countTasks } from '../store/sqlite/mirror/tasks.ts'
import { takeEntries } from './entries.ts'
import { MirrorError } from './errors.ts'
import { type Failure, followTasks } from './following.ts'
import { fetchHead, type Head, openHead, refuseOlder } from './head.ts'
import type { HeldBack } from './held-back.ts'
import type { Origin } from './origin.ts'
import { takeQuotes } from './quotes.ts'
import { type Growth, Room } from './room.ts'
import { trustedKeys } from './trusted-keys.ts'

/** What a sync is given. */
export interface SyncOptions {
  origin: Origin
  /** Verifier keys that are trusted from the start. */
  keys: readonly string[]
  /** What every checkpoint must meet. */
  policy?: Policy | undefined
  /** Obey even when an unusual share of the works is withdrawn at once. */
  obeyAll?: boolean
  now?: () => string
  /** How much the copy may grow, and what it leaves of its disk. */
  growth?: Partial<Growth> | undefined
  /** Told how much is done of what is to be done, in entries. */
  progress?: ((done: number, of: number) => void) | undefined
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
  /** What was wrong. */
  failures: Failure[]
  heldBack: HeldBack | null
  /** Whether everything up to the checkpoint is here. */
  complete: boolean
  /** Requests that were answered, and bytes that came. */
  traffic: Origin['traffic']
}

/** How often it begins anew because its origin withdraws what it asks for. */
const MOST_ROUNDS = 4
/** More than an origin takes to sign what it published, in milliseconds. */
const SIGNING_MS = 1000

/**
 * Brings a copy up to the newest checkpoint of its origin. What is there already is never asked for again, so it may
 * be killed at any point and run again. The copy's own checkpoint is written last, when all that it speaks of is here.
 *
 * @throws MirrorError `origin_unreachable`, `bad_signature`, `not_cosigned`, `origin_rolled_back`, `fork`, `origin_altered`,
 *   `mirror_damaged`, `mirror_full`: nothing was taken over then that was not verified
 */
export async function sync(db: Database, options: SyncOptions): Promise<SyncReport> {
  let [entries, quotes] = [0, 0]
  const room = new Room(db, options.growth)
  for (let rounds = MOST_ROUNDS; ; rounds--) {
    const found = await new Sync(db, options, room).run()
    const report = { ...found, entries: entries + found.entries, quotes: quotes + found.quotes }
    // What was withdrawn while it was asked for is not served any more, and a newer checkpoint says so.
    const isOutrun =
      report.failures.some(({ code }) => code === 'origin_omits') &&
      (await hasGrown(options.origin, trustedKeys(db, options.keys), report.size))
    if (!isOutrun || rounds === 1) return report
    ;({ entries, quotes } = report)
  }
}

/** Whether the log has more entries by now, all that were published signed. */
async function hasGrown(origin: Origin, trusted: readonly NoteVerifier[], size: number): Promise<boolean> {
  await sleep(SIGNING_MS)
  return (await fetchHead(origin, trusted)).size > size
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
  readonly #db: Database
  readonly #options: SyncOptions
  readonly #room: Room
  readonly #now: () => string
  readonly #log: LogRows
  readonly #failures: Failure[] = []

  constructor(db: Database, options: SyncOptions, room: Room) {
    this.#db = db
    this.#options = options
    this.#room = room
    this.#now = options.now ?? (() => new Date().toISOString())
    this.#log = new LogRows(db)
  }

  async run(): Promise<SyncReport> {
    const { origin, keys, policy, obeyAll, progress } = this.#options
    const before = this.#log.size()
    const trusted = trustedKeys(this.#db, keys)
    const seen = this.#seen(trusted)
    const head = await fetchHead(origin, trusted, { policy, least: seen?.size ?? 0 })
    if (seen) refuseOlder(head, seen)
    const entries = head.size - before
    if (entries > 0)
      await takeEntries(this.#db, { origin, head, seen, room: this.#room, now: this.#now() }, (size) =>
        progress?.(size - before, entries * 2),
      )
    // Kept are the signatures by keys of the log, those that the new entries told included, and not by others.
    const { signed } = openNote(head.note, trustedKeys(this.#db, keys))
    recordSeen(this.#db, signed, this.#now())
    const followed = await followTasks(this.#db, {
      origin,
      room: this.#room,
      obeyAll,
      progress: progress && ((done, of) => progress(entries + done, entries + of)),
    })
    this.#failures.push(...followed.failures)
    const quotes = followed.isGone ? 0 : await this.#takeQuotes(head, trusted)
    const pending = countTasks(this.#db)
    if (pending === 0) this.#complete({ ...head, note: signed })
    return {
      size: head.size,
      entries,
      quotes,
      pending,
      failures: this.#failures,
      heldBack: followed.heldBack,
      complete: pending === 0 && this.#failures.length === 0,
      traffic: origin.traffic,
    }
  }

  /** The newest checkpoint that was ever verified here: that beside the database too, which may be older itself. */
  #seen(trusted: readonly NoteVerifier[]): Head | undefined {
    const notes = [readMirrorState(this.#db)?.seen, keptNote(checkpointFile(this.#db.file))]
    const heads = notes.flatMap((note) => (note === undefined ? [] : [openOwn(note, trusted)]))
    return heads.sort((a, b) => b.size - a.size)[0]
  }

  async #takeQuotes(head: Head, trusted: readonly NoteVerifier[]): Promise<number> {
    const { origin } = this.#options
    try {
      const { added, ahead } = await takeQuotes(this.#db, origin, this.#room)
      if (!ahead || countTasks(this.#db) > 0) return added
      // Its version was published after the checkpoint, and then there is a newer one by now.
      if (await hasGrown(origin, trusted, head.size)) return added
      throw new MirrorError(
        'origin_altered',
        `The quote ${ahead.id} is of a version that the log does not name.`,
      )
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error
      this.#failures.push({ work: null, code: error.code, message: error.message })
      return 0
    }
  }

  #complete({ size, note, cosignatures }: Head): void {
    if (readMirrorState(this.#db)!.unforgotten) this.#forget()
    this.#log.recordCheckpoint({ size, note }, this.#now())
    keepCheckpoint(checkpointFile(this.#db.file), note)
    if (cosignatures.length > 0)
      new CosignedNotes(cosignaturesFile(this.#db.file)).add({ size, note }, cosignatures)
  }

  /** What was erased is shown to nobody by now; the file forgets it as soon as nobody reads an older state of it. */
  #forget(): void {
    try {
      purgeFiles(this.#db)
      recordErasurePending(this.#db, false)
    } catch (error) {
      if (!(error instanceof ColophonError) || error.code !== 'erasure_unfinished') throw error
      this.#failures.push({ work: null, code: error.code, message: error.message })
    }
  }
}
