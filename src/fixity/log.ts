import { type Checkpoint, parseCheckpoint } from '../log/checkpoint.ts'
import { parseEntry } from '../log/entry.ts'
import { parseVerifierKey } from '../log/note-key.ts'
import { type KeptHash, TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import { NoteCheck } from './notes.ts'
import { PublicationCheck } from './publications.ts'
import { countRows, everyRow } from './rows.ts'

/** The tree of the log as its entries make it. */
export interface CheckedLog {
  size: number
  /** Of the newest checkpoint, the root in hexadecimal; null before there is one, or when it cannot be read. */
  signed: { origin: string; size: number; root: string } | null
  /** Entries that a mirror has still to follow; 0 in an archive that is nobody's mirror. */
  pending: number
}

/**
 * The log from its entries up: leaves, kept hashes, every checkpoint and its signatures, the publications and blobs
 * that the entries name, and the note that is kept outside of the database, read before this began.
 */
export function checkLog(
  db: Database,
  damages: Damages,
  { outside, tick }: { outside: string | null; tick: () => void },
): CheckedLog {
  const log = new LogCheck(db, damages, outside)
  damages.examine({ table: 'log_entry' }, () => {
    const rows = { table: 'log_entry', key: 'seq', columns: 'bytes' }
    for (const { no, bytes } of everyRow<{ no: number; bytes: Buffer }>(db, rows)) {
      log.entry(no, bytes)
      tick()
    }
  })
  damages.examine({ table: 'log_entry' }, () => log.finish())
  return { size: log.size, signed: log.signed, pending: log.pending }
}

/** Walks over the entries. */
class LogCheck {
  signed: CheckedLog['signed'] = null
  readonly #db: Database
  readonly #damages: Damages
  readonly #notes: NoteCheck
  readonly #publications: PublicationCheck
  readonly #outside: Outside | null
  #edge = TreeEdge.empty
  #hashes = 0
  #checkpoints = 0
  #time = ''
  /** Whether entries, hashes and checkpoints agree: what an own log must before it can be told from another. */
  #agrees = true

  constructor(db: Database, damages: Damages, outside: string | null) {
    this.#db = db
    this.#damages = damages
    this.#notes = new NoteCheck(damages)
    this.#publications = new PublicationCheck(db, damages)
    this.#outside = outside === null ? null : { note: outside, size: sizeIn(outside), root: undefined }
  }

  get size(): number {
    return this.#edge.size
  }

  /** The next entry. */
  entry(seq: number, bytes: Buffer): void {
    const place = { table: 'log_entry', key: String(seq) }
    this.#damages.expect(seq === this.size, { ...place, what: `stands where entry ${this.size} must` })
    this.#edge = this.#edge.extend([leafHash(bytes)], (hash) => this.#checkHash(hash))
    this.#damages.examine(place, () => {
      const entry = parseEntry(bytes, seq)
      this.#damages.expect(entry.time >= this.#time, { ...place, what: 'is older than the entry before' })
      this.#time = entry.time
      if (entry.op === 'key') this.#notes.keys.push(parseVerifierKey(entry.vkey))
      else this.#publications.entry(entry)
    })
    const note = this.#db.value<string>('SELECT note FROM checkpoint WHERE size = ?', this.size)
    if (note !== undefined) this.#checkpoint(note)
    if (this.size === this.#outside?.size) this.#outside.root = this.#edge.root()
  }

  #checkHash({ level, index, hash }: KeptHash): void {
    this.#hashes++
    const kept = this.#db.value<Buffer>(
      'SELECT hash FROM log_hash WHERE level = ? AND place = ?',
      level,
      index,
    )
    if (kept?.equals(hash)) return
    this.#agrees = false
    this.#damages.add({
      table: 'log_hash',
      key: `${level}/${index}`,
      what: kept ? 'is not the hash that the entries make' : 'is not there',
    })
  }

  #checkpoint(note: string): void {
    this.#checkpoints++
    const place = { table: 'checkpoint', key: String(this.size) }
    const said = this.#notes.open(note, place)
    if (!said) return
    const isRoot = said.root.equals(this.#edge.root())
    if (!isRoot) this.#agrees = false
    this.#damages.expect(said.size === this.size, { ...place, what: `is of ${said.size} entries` })
    this.#damages.expect(isRoot, { ...place, what: 'was signed of other entries' })
    this.signed = { origin: said.origin, size: said.size, root: said.root.toString('hex') }
  }

  get pending(): number {
    return this.#publications.pending
  }

  /** What every row beside the entries must be accounted for by, and the note outside. */
  finish(): void {
    const counted: [string, number][] = [
      ['log_entry', this.size],
      ['log_hash', this.#hashes],
      ['checkpoint', this.#checkpoints],
    ]
    for (const [table, count] of counted) {
      const rows = countRows(this.#db, table)
      this.#damages.expect(rows === count, { table, what: `has ${rows} rows, and the log makes ${count}` })
    }
    this.#publications.finish()
    if (this.#outside) this.#compareOutside(this.#outside)
  }

  #compareOutside({ note, root }: Outside): void {
    const place = { table: 'file checkpoint', key: null }
    const said = this.#notes.open(note, place)
    if (!said) return
    if (said.size > this.size)
      this.#damages.add({
        ...place,
        kind: 'rolled_back',
        what: `was signed of ${said.size} entries, and the database has ${this.size}: it is older, or has lost what was written last`,
      })
    else
      this.#damages.expect(root !== undefined && said.root.equals(root), {
        ...place,
        kind: this.#agrees ? 'fork' : 'damaged',
        what: `was signed of ${said.size} entries that are others than those in the database`,
      })
  }
}

/** The note outside, and the root that the log in the database has at its size, once that is reached. */
interface Outside {
  note: string
  size: number | undefined
  root: Buffer | undefined
}

/** The size that a note speaks of, nothing verified yet; undefined when it cannot be read. */
function sizeIn(note: string): Checkpoint['size'] | undefined {
  try {
    return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)).size
  } catch {
    return undefined
  }
}
