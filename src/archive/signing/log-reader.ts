import { setImmediate } from 'node:timers/promises'
import { parseEntry } from '../../log/entry.ts'
import { printBundle } from '../../log/entry-bundle.ts'
import { TILE_WIDTH } from '../../log/hash-reader.ts'
import { openNote } from '../../log/note.ts'
import { type NoteVerifier, parseVerifierKey } from '../../log/note-key.ts'
import { type Tile, tileWidth } from '../../log/tile.ts'
import { inclusionProof } from '../../log/tree-proofs.ts'
import type { CheckpointRow } from '../../store/log.ts'
import type { Database } from '../../store/sqlite/database.ts'
import { LogRows } from '../../store/sqlite/log/log.ts'

/** Entries looked through at a time: a few milliseconds. */
const SCANNED = 5000

/** The log of an archive as far as it is signed: what a copy can be made and checked from. */
export class LogReader {
  readonly #rows: LogRows
  readonly #keys: NoteVerifier[] = []
  #scanned = 0

  constructor(db: Database) {
    this.#rows = new LogRows(db)
  }

  /** The newest checkpoint; undefined before anything was signed. */
  checkpoint(): CheckpointRow | undefined {
    return this.#rows.checkpoint()
  }

  /** How many entries are signed. */
  size(): number {
    return this.checkpoint()?.size ?? 0
  }

  /** The bytes of the signed entries from an index on, at most `limit`. */
  entries(from: number, limit: number): Buffer[] {
    return this.#rows.entries(from, Math.max(0, Math.min(limit, this.size() - from)))
  }

  /** The bytes of a tile of hashes or entries; undefined when the signed log has none that is so wide. */
  tile({ level, index, width }: Tile): Buffer | undefined {
    if (width > tileWidth(this.size(), { level, index })) return undefined
    const from = index * TILE_WIDTH
    return level === 'entries'
      ? printBundle(this.#rows.entries(from, width))
      : Buffer.from(this.#rows.hashes(level, from, from + width))
  }

  /** An entry and what proves it in the tree of the newest checkpoint, which has it. */
  proof(index: number): { entry: Buffer; inclusion: Buffer[]; checkpoint: string } {
    const { size, note } = this.checkpoint()!
    const [entry] = this.#rows.entries(index, 1)
    return { entry: entry!, inclusion: inclusionProof(this.#rows, index, size), checkpoint: note }
  }

  /** The keys that signed the newest checkpoint, in the order of its signatures; none before anything was signed. */
  async keys(): Promise<NoteVerifier[]> {
    const { size, note } = this.checkpoint() ?? { size: 0, note: '' }
    for (; this.#scanned < size; await setImmediate()) {
      const to = Math.min(size, this.#scanned + SCANNED)
      for (const { seq, bytes } of this.#rows.keyEntries(this.#scanned, to)) {
        const entry = parseEntry(bytes, seq)
        if (entry.op === 'key') this.#keys.push(parseVerifierKey(entry.vkey))
      }
      this.#scanned = to
    }
    return size === 0 ? [] : openNote(note, this.#keys).signedBy
  }
}
