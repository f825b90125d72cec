import { ColophonError } from '../../errors.ts'
import { checkpointFile } from '../../files/archive-files.ts'
import { printCheckpoint } from '../../log/checkpoint.ts'
import { type LogEntry, parseEntry, printEntry } from '../../log/entry.ts'
import { LogError } from '../../log/errors.ts'
import { rangeRoot } from '../../log/hash-reader.ts'
import { openNote, signNote } from '../../log/note.ts'
import { type NoteSigner, printVerifierKey } from '../../log/note-key.ts'
import { TreeEdge } from '../../log/tree-edge.ts'
import { leafHash } from '../../log/tree-hash.ts'
import type { Connection } from '../../store/sql/connection.ts'
import { LogRows } from '../../store/sqlite/log/log.ts'
import { keepNewestCheckpoint, refuseRollBack } from './kept-checkpoint.ts'
import { logSigners, nameFromKey, readOrMakeKey } from './log-key.ts'

/** What an entry says, without its place and time, which the log gives it. */
export type NewEntry = LogEntry extends infer E
  ? E extends LogEntry
    ? Omit<E, 'v' | 'seq' | 'time'>
    : never
  : never

/** Where a log's key lies, and the name of a log that has none yet. */
export interface LogIdentity {
  keyFile: string
  /** '' lets the name follow from the key. */
  name: string
}

/** Appends to the log of an archive, in the transactions of those who change it, and signs what was committed. */
export class LogWriter {
  readonly #rows: LogRows
  readonly #identity: LogIdentity
  readonly #checkpointFile: string
  #known: string | undefined
  /** The checkpoint and the keys that were last found to belong together. */
  #familiar = ''

  constructor(db: Connection, identity: LogIdentity) {
    this.#rows = new LogRows(db)
    this.#identity = identity
    this.#checkpointFile = checkpointFile(db.file)
  }

  /**
   * Appends an entry, inside the caller's transaction, and answers with its index. The first one tells the key.
   *
   * @throws ColophonError `log_rolled_back`, `unusable_key`
   */
  append(entry: NewEntry, now: string): number {
    refuseRollBack(this.#checkpointFile, this.#rows)
    // Nothing is published that nobody can sign: an archive that was restored without its key would not start again.
    const signers = this.signers()
    this.#refuseStrangers(signers)
    const [signer] = signers
    if (this.#rows.size() === 0) {
      this.#append({ op: 'key', id: signer!.name, vkey: printVerifierKey(signer!) }, now)
    }
    return this.#append(entry, now)
  }

  /**
   * Shows that the log is alive when nothing was published for `quiet` milliseconds, inside the caller's
   * transaction; true when it did. A log that was not begun is silent.
   */
  beat(now: string, quiet: number): boolean {
    const last = this.#lastEntry()
    if (!last || Date.parse(now) - Date.parse(last.time) < quiet) return false
    this.append({ op: 'heartbeat', id: this.#name() }, now)
    return true
  }

  /**
   * Signs the log as it stands, when there is more than was signed before: to be called after the commit. The note
   * is kept beside the database too, so that a database that was rolled back is found out.
   *
   * @throws ColophonError `log_rolled_back`; `unusable_key` when the keys are none of those that signed until now
   */
  sign(now: string): void {
    const size = this.#rows.size()
    const last = this.#rows.checkpoint()
    if (size === 0 || last?.size === size) return
    refuseRollBack(this.#checkpointFile, this.#rows)
    const signers = this.signers()
    this.#refuseStrangers(signers)
    const root = rangeRoot(this.#rows, { start: 0, end: size })
    const note = signNote(printCheckpoint({ origin: this.#name(), size, root, extensions: [] }), signers)
    this.#rows.recordCheckpoint({ size, note }, now)
    keepNewestCheckpoint(this.#checkpointFile, () => this.#rows.checkpoint()!.note)
  }

  /** Did each of the keys that sign now sign the newest checkpoint? */
  isSignedByAll(): boolean {
    const signers = this.signers()
    return openNote(this.#rows.checkpoint()!.note, signers).signedBy.length === signers.length
  }

  /**
   * The keys that sign now, read anew, the newest first: of the name that the log began with. Before that a key is
   * made when there is none, and never after.
   *
   * @throws ColophonError `unusable_key`
   */
  signers(): NoteSigner[] {
    const { keyFile } = this.#identity
    if (this.#rows.size() === 0) readOrMakeKey(keyFile)
    return logSigners(keyFile, this.#name())
  }

  /** The keys that entries have told, as they are handed out. */
  toldKeys(): string[] {
    return this.#rows.keyEntries(0, this.#rows.size()).flatMap(({ seq, bytes }) => {
      const entry = parseEntry(bytes, seq)
      return entry.op === 'key' ? [entry.vkey] : []
    })
  }

  #append(entry: NewEntry, now: string): number {
    const seq = this.#rows.size()
    const last = this.#lastEntry()
    // No entry is older than the one before, whatever the clock says.
    const time = last && last.time > now ? last.time : now
    const bytes = printEntry({ ...entry, v: 1, seq, time } as LogEntry)
    // Read anew each time, a millisecond at most: it is the tree's whatever was rolled back or others appended.
    const edge = TreeEdge.read(this.#rows, seq)
    edge.extend([leafHash(bytes)], (hash) => this.#rows.recordHash(hash))
    this.#rows.recordEntry(seq, bytes)
    return seq
  }

  /** Refuses keys of which none signed the newest checkpoint; each checkpoint is looked at once. */
  #refuseStrangers(signers: NoteSigner[]): void {
    const note = this.#rows.checkpoint()?.note
    if (note === undefined) {
      this.#refuseOtherThanFirst(signers)
      return
    }
    const looked = `${note} ${signers.map(({ id }) => id)}`
    if (looked === this.#familiar) return
    try {
      openNote(note, signers)
      this.#familiar = looked
    } catch (cause) {
      if (!(cause instanceof LogError)) throw cause
      throw new ColophonError(
        'unusable_key',
        `The key in ${this.#identity.keyFile} is not the one that signed the log until now: ${cause.message} Put that one back; \`colophon log rotate\` changes keys so that mirrors can follow.`,
      )
    }
  }

  /** Where nothing is signed yet, the first entry tells the key: another process may have begun the log with its own. */
  #refuseOtherThanFirst(signers: NoteSigner[]): void {
    const [first] = this.#rows.entries(0, 1)
    const entry = first && parseEntry(first, 0)
    if (entry?.op !== 'key' || signers.some((signer) => printVerifierKey(signer) === entry.vkey)) return
    throw new ColophonError(
      'unusable_key',
      `The key in ${this.#identity.keyFile} is not the one that the log was begun with. All who write to an archive sign with one key: copy its file here.`,
    )
  }

  #lastEntry(): LogEntry | undefined {
    const seq = this.#rows.size() - 1
    return seq < 0 ? undefined : parseEntry(this.#rows.entries(seq, 1)[0]!, seq)
  }

  #name(): string {
    const { keyFile, name } = this.#identity
    const [first] = this.#rows.entries(0, 1)
    if (!first) return name || nameFromKey(keyFile)
    this.#known ??= parseEntry(first, 0).id
    return this.#known
  }
}
