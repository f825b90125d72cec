import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type SQLite from 'better-sqlite3'
import { printCheckpoint } from '../log/checkpoint.ts'
import { type LogEntry, parseEntry, printEntry } from '../log/entry.ts'
import { signNote } from '../log/note.ts'
import { type NoteSigner, printVerifierKey } from '../log/note-key.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import { LogRows } from '../store/log.ts'
import { logSigner, nameFromKey } from './log-key.ts'

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
  #edge = TreeEdge.empty
  #lastLeaf: Buffer | undefined
  #signer: NoteSigner | undefined

  constructor(sql: SQLite.Database, identity: LogIdentity) {
    this.#rows = new LogRows(sql)
    this.#identity = identity
    this.#checkpointFile = checkpointFile(sql.name)
  }

  /** Appends an entry, inside the caller's transaction, and answers with its index. The first one tells the key. */
  append(entry: NewEntry, now: string): number {
    if (this.#rows.size() === 0) {
      const { name } = this.signer
      this.#append({ op: 'key', id: name, vkey: printVerifierKey(this.signer) }, now)
    }
    return this.#append(entry, now)
  }

  /**
   * Signs the log as it stands, when there is more than was signed before: to be called after the commit. The note
   * is kept beside the database too, so that a database that was rolled back is found out.
   */
  sign(now: string): void {
    const size = this.#rows.size()
    if (size === 0 || this.#rows.checkpoint()?.size === size) return
    const note = signNote(
      printCheckpoint({ origin: this.signer.name, size, root: this.#edgeAt(size).root(), extensions: [] }),
      [this.signer],
    )
    this.#rows.recordCheckpoint({ size, note }, now)
    keepOutside(this.#checkpointFile, note)
  }

  /** The key that signs: of the name that the log began with. */
  get signer(): NoteSigner {
    const { keyFile, name } = this.#identity
    this.#signer ??= logSigner(keyFile, this.#nameSoFar() ?? (name || nameFromKey(keyFile)))
    return this.#signer
  }

  #append(entry: NewEntry, now: string): number {
    const seq = this.#rows.size()
    const bytes = printEntry({ ...entry, v: 1, seq, time: this.#notBefore(seq, now) } as LogEntry)
    const leaf = leafHash(bytes)
    this.#edge = this.#edgeAt(seq).extend([leaf], (hash) => this.#rows.recordHash(hash))
    this.#lastLeaf = leaf
    this.#rows.recordEntry(seq, bytes)
    return seq
  }

  /** The edge of the tree at its present size: the one kept, unless a roll-back or another process came between. */
  #edgeAt(size: number): TreeEdge {
    const last = size === 0 ? undefined : Buffer.from(this.#rows.hashes(0, size - 1, size))
    const kept = this.#edge.size === size && (size === 0 || (last && this.#lastLeaf?.equals(last)))
    return kept ? this.#edge : TreeEdge.read(this.#rows, size)
  }

  /** No entry is older than the one before, whatever the clock says. */
  #notBefore(seq: number, now: string): string {
    if (seq === 0) return now
    const { time } = parseEntry(this.#rows.entries(seq - 1, 1)[0]!, seq - 1)
    return time > now ? time : now
  }

  #nameSoFar(): string | undefined {
    const [first] = this.#rows.entries(0, 1)
    return first && parseEntry(first, 0).id
  }
}

/** Writes the file as a whole or not at all. An archive whose directory was removed has nothing to keep. */
function keepOutside(file: string, note: string): void {
  if (!existsSync(dirname(file))) return
  writeFileSync(`${file}.new`, note)
  renameSync(`${file}.new`, file)
}

/** Where the last checkpoint is kept outside of the database. */
export function checkpointFile(database: string): string {
  return join(dirname(database), 'checkpoint')
}
