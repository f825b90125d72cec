import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** Bytes that are read ahead. */
const AHEAD = 4 * 1024 * 1024

/** A part of a file that is read where it is asked, as a file of its own. What was read last is kept: most of what is asked is near. */
export class FileWindow {
  readonly file: string
  readonly start: number
  readonly size: number
  #kept: { at: number; bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) }

  /** @param start of the part, in bytes; the whole file when nothing is said */
  constructor(file: string, start = 0, size = statSync(file).size - start) {
    this.file = file
    this.start = start
    this.size = size
  }

  /** Bytes from a place on, fewer at the end. They are to be copied by whoever keeps them. */
  read(at: number, length: number): Buffer {
    const end = Math.min(at + length, this.size)
    if (at < this.#kept.at || end > this.#kept.at + this.#kept.bytes.length)
      this.#kept = { at, bytes: this.#load(at, Math.max(end - at, AHEAD)) }
    return this.#kept.bytes.subarray(at - this.#kept.at, Math.max(at, end) - this.#kept.at)
  }

  /** Where bytes stand next, from a place on; -1 where they do not. */
  indexOf(wanted: Uint8Array, from: number): number {
    for (let at = from; at < this.size; ) {
      const { bytes, at: kept } = this.#kept
      const isKept = at >= kept && at + wanted.length <= kept + bytes.length
      const look = isKept ? bytes.subarray(at - kept) : this.read(at, AHEAD)
      const found = look.indexOf(wanted)
      if (found >= 0) return at + found
      at += Math.max(1, look.length - wanted.length + 1)
    }
    return -1
  }

  /** Lets go of what is kept. */
  rest(): void {
    this.#kept = { at: 0, bytes: Buffer.alloc(0) }
  }

  #load(at: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - at))
    const bytes = Buffer.allocUnsafe(wanted)
    const descriptor = openSync(this.file, 'r')
    try {
      let read = 0
      while (read < wanted) {
        const more = readSync(descriptor, bytes, read, wanted - read, this.start + at + read)
        if (more === 0) break
        read += more
      }
      return bytes.subarray(0, read)
    } finally {
      closeSync(descriptor)
    }
  }
}
