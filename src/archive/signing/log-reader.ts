import { nextTurn } from '../../bounds/next-turn.ts'
import { printBundle } from '../../log/entry-bundle.ts'
import { type HashReader, TILE_WIDTH } from '../../log/hash-reader.ts'
import { openNote } from '../../log/note.ts'
import { type NoteVerifier, parseVerifierKey } from '../../log/note-key.ts'
import { type Tile, tileWidth } from '../../log/tile.ts'
import { consistencyProof, hashesBetween, hashesProving, inclusionProof } from '../../log/tree-proofs.ts'
import type { CheckpointRow, HashRange, LogReads } from '../../store/log.ts'
import type { CosignedNotes } from './cosigned-notes.ts'

/** Entries looked through at a time: a few milliseconds. */
const SCANNED = 5000

/** The log of an archive as far as it is signed: what a copy can be made and checked from. */
export class LogReader {
  readonly #reads: LogReads
  readonly #cosigned: CosignedNotes | undefined
  readonly #keys: NoteVerifier[] = []
  #scanned = 0

  /** @param cosigned what witnesses said of its checkpoints */
  constructor(reads: LogReads, cosigned?: CosignedNotes) {
    this.#reads = reads
    this.#cosigned = cosigned
  }

  /** The newest checkpoint; undefined before anything was signed. */
  checkpoint(): Promise<CheckpointRow | undefined> {
    return this.#reads.checkpoint()
  }

  /** The newest checkpoint with what witnesses said of it; undefined before anything was signed. */
  async newest(): Promise<CheckpointRow | undefined> {
    const row = await this.checkpoint()
    return row && this.#withCosignatures(row)
  }

  /** Of the last checkpoints, the newest of those with the most cosignatures; undefined when none has one. */
  async cosigned(): Promise<CheckpointRow | undefined> {
    const most = await this.size()
    for (const size of this.#cosigned?.sizes() ?? []) {
      const note = size <= most ? await this.#reads.checkpointAt(size) : undefined
      if (note !== undefined) return this.#withCosignatures({ size, note })
    }
    return undefined
  }

  #withCosignatures(row: CheckpointRow): CheckpointRow {
    return this.#cosigned ? { ...row, note: this.#cosigned.noteOf(row) } : row
  }

  /** The hashes that prove that the log of `from` entries grew into the one of `to`, which is signed. */
  async consistency(from: number, to: number): Promise<Buffer[]> {
    return consistencyProof(await this.#hashes(hashesBetween(from, to)), from, to)
  }

  /** How many entries are signed. */
  async size(): Promise<number> {
    return (await this.checkpoint())?.size ?? 0
  }

  /** The bytes of the signed entries from an index on, at most `limit`. */
  async entries(from: number, limit: number): Promise<Buffer[]> {
    return this.#reads.entries(from, Math.max(0, Math.min(limit, (await this.size()) - from)))
  }

  /** The bytes of a tile of hashes or entries; undefined when the signed log has none that is so wide. */
  async tile({ level, index, width }: Tile): Promise<Buffer | undefined> {
    if (width > tileWidth(await this.size(), { level, index })) return undefined
    const from = index * TILE_WIDTH
    if (level === 'entries') return printBundle(await this.#reads.entries(from, width))
    const [hashes] = await this.#reads.hashes([{ level, from, to: from + width }])
    return Buffer.from(hashes!)
  }

  /**
   * An entry and what proves it in the tree of a checkpoint that has it: of that with the most cosignatures, else of the
   * newest.
   */
  async proof(index: number): Promise<{ entry: Buffer; inclusion: Buffer[]; checkpoint: string }> {
    const cosigned = await this.cosigned()
    const { size, note } = cosigned && cosigned.size > index ? cosigned : (await this.newest())!
    const [entry] = await this.#reads.entries(index, 1)
    const hashes = await this.#hashes(hashesProving(index, size))
    return { entry: entry!, inclusion: inclusionProof(hashes, index, size), checkpoint: note }
  }

  /** The keys that signed the newest checkpoint, in the order of its signatures; none before anything was signed. */
  async keys(): Promise<NoteVerifier[]> {
    const { size, note } = (await this.checkpoint()) ?? { size: 0, note: '' }
    // What is only cited or quoted from never needs what an entry may hold, which takes a while to load.
    const { parseEntry } = await import('../../log/entry.ts')
    for (; this.#scanned < size; await nextTurn()) {
      const from = this.#scanned
      const to = Math.min(size, from + SCANNED)
      const entries = await this.#reads.keyEntries(from, to)
      // Somebody else who asks may have looked through the same meanwhile.
      if (this.#scanned !== from) continue
      for (const { seq, bytes } of entries) {
        const entry = parseEntry(bytes, seq)
        if (entry.op === 'key') this.#keys.push(parseVerifierKey(entry.vkey))
      }
      this.#scanned = to
    }
    return size === 0 ? [] : openNote(note, this.#keys).signedBy
  }

  async #hashes(ranges: readonly HashRange[]): Promise<HashReader> {
    const found = await this.#reads.hashes(ranges)
    const placeOf = ({ level, from, to }: HashRange) => `${level}/${from}-${to}`
    const byPlace = new Map(ranges.map((range, at) => [placeOf(range), found[at]!]))
    return { hashes: (level, from, to) => byPlace.get(placeOf({ level, from, to }))! }
  }
}
