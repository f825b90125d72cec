import crypto from 'node:crypto'
import { crc32 } from 'node:zlib'
import { nextTurn } from '../bounds/next-turn.ts'

/** A file of a package: its bytes are read again, in pieces, each time that they are needed. */
export interface PackagedFile {
  /** Within the package, with `/` between its parts. */
  path: string
  mediaType: string
  /** What it is, in words. */
  title: string
  /** The SHA-256 that the log says it has, hexadecimal; of what has one. */
  signed?: string
  read(): AsyncIterable<Uint8Array>
}

/** A file with what its bytes are known by. */
export interface DigestedFile extends PackagedFile {
  size: number
  crc32: number
  /** Hexadecimal. */
  sha256: string
  sha512: string
}

/** Bytes that are handed on at a time: digesting them takes a millisecond. */
const PIECE = 256 * 1024

/** A file whose bytes are there. */
export function fileOf(about: Omit<PackagedFile, 'read'>, content: string | Uint8Array): PackagedFile {
  const bytes = Buffer.from(content)
  return { ...about, read: () => piecesOf(bytes) }
}

/** Bytes some at a time. */
export async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

/** Reads a file, with turns for others between its pieces, and keeps nothing of it but its digests. */
export async function digestFile(file: PackagedFile): Promise<DigestedFile> {
  const [sha256, sha512] = [crypto.createHash('sha256'), crypto.createHash('sha512')]
  let [size, sum] = [0, 0]
  for await (const bytes of file.read()) {
    size += bytes.length
    sum = crc32(bytes, sum)
    sha256.update(bytes)
    sha512.update(bytes)
    await nextTurn()
  }
  return { ...file, size, crc32: sum, sha256: sha256.digest('hex'), sha512: sha512.digest('hex') }
}
