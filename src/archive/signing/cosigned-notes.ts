import { readFileSync, statSync } from 'node:fs'
import { replaceFile } from '../../files/durable.ts'
import type { CheckpointRow } from '../../store/log.ts'

/** Checkpoints of which cosignatures are kept: the newest ones. */
const MOST_KEPT = 8

interface KeptCheckpoint {
  size: number
  text: string
  lines: string[]
}

/**
 * The cosignatures of the newest checkpoints, in a file beside the database. They are words of others, which these say
 * again when they are asked: what is lost is asked for anew.
 */
export class CosignedNotes {
  readonly #file: string
  #read: { at: string; checkpoints: KeptCheckpoint[] } | undefined

  constructor(file: string) {
    this.#file = file
  }

  /** A checkpoint with the cosignatures that are kept of it. */
  noteOf({ size, note }: CheckpointRow): string {
    const { text, signatures } = parted(note)
    const kept = this.#checkpoints().find((each) => each.size === size && each.text === text)
    return kept ? `${text}\n${signatures}${kept.lines.join('')}` : note
  }

  /** The sizes of the checkpoints with the most cosignatures, the newest first; none when there are none. */
  sizes(): number[] {
    const kept = this.#checkpoints().filter(({ lines }) => lines.length > 0)
    const most = Math.max(0, ...kept.map(({ lines }) => lines.length))
    return kept.filter(({ lines }) => lines.length === most).map(({ size }) => size)
  }

  /** Keeps cosignatures of a checkpoint, that were verified; each in place of an earlier one of the same key. */
  add({ size, note }: CheckpointRow, lines: readonly string[]): void {
    const { text } = parted(note)
    const all = this.#checkpoints()
    const before = all.find((each) => each.size === size && each.text === text)?.lines ?? []
    const added = new Set(lines.map(signerOf))
    const merged = [...before.filter((line) => !added.has(signerOf(line))), ...lines]
    const checkpoints = [{ size, text, lines: merged }, ...all.filter((each) => each.size !== size)]
      .sort((a, b) => b.size - a.size)
      .slice(0, MOST_KEPT)
    replaceFile(this.#file, `${JSON.stringify({ v: 1, checkpoints }, null, 2)}\n`)
    this.#read = undefined
  }

  #checkpoints(): KeptCheckpoint[] {
    const found = statSync(this.#file, { throwIfNoEntry: false })
    if (!found) return []
    const at = `${found.ino} ${found.mtimeMs} ${found.size}`
    if (this.#read?.at !== at) this.#read = { at, checkpoints: readKept(this.#file) }
    return this.#read.checkpoints
  }
}

/** A file that cannot be read holds nothing. */
function readKept(file: string): KeptCheckpoint[] {
  try {
    const { v, checkpoints } = Object(JSON.parse(readFileSync(file, 'utf8'))) as Record<string, unknown>
    return v === 1 && Array.isArray(checkpoints) ? checkpoints.filter(isKept) : []
  } catch {
    return []
  }
}

function isKept(value: unknown): value is KeptCheckpoint {
  const { size, text, lines } = Object(value) as Partial<KeptCheckpoint>
  return (
    Number.isSafeInteger(size) &&
    typeof text === 'string' &&
    Array.isArray(lines) &&
    lines.every((line) => typeof line === 'string' && /^— \S+ [A-Za-z0-9+/=]+\n$/.test(line))
  )
}

/** The text of a note, with its last line feed, and its lines of signatures. */
function parted(note: string): { text: string; signatures: string } {
  const split = note.lastIndexOf('\n\n')
  return { text: note.slice(0, split + 1), signatures: note.slice(split + 2) }
}

/** The name of a key, and the beginning of its signature, which is its id. */
function signerOf(line: string): string {
  const [, name, signature = ''] = line.split(' ')
  return `${name} ${Buffer.from(signature, 'base64').subarray(0, 4).toString('hex')}`
}
