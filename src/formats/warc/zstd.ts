/** Frames of Zstandard (RFC 8878): web archives compress each record into one, and servers their answers. */
import type { createDCtx, decompressUsingDict, freeDCtx, init } from '@bokuweb/zstd-wasm'
import { SourceTooComplex, UnreadableDocument } from '../../loading/errors.ts'

/** What a frame begins with. */
export const ZSTD = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)

interface Library {
  init: typeof init
  createDCtx: typeof createDCtx
  freeDCtx: typeof freeDCtx
  decompressUsingDict: typeof decompressUsingDict
}

let library: Library | undefined

/** Has to be done once before anything is unpacked. */
export async function loadZstd(): Promise<void> {
  if (library !== undefined) return
  const { default: loaded } = (await import('@bokuweb/zstd-wasm')) as unknown as { default: Library }
  await loaded.init()
  library = loaded
}

/**
 * What a frame unpacks to, checked by its checksum where it has one.
 *
 * @param frame one frame, from its first byte to its last
 * @param most bytes of what it unpacks to @throws SourceTooComplex beyond them; UnreadableDocument where it is damaged
 */
export function unpackFrame(frame: Uint8Array, most: number, dictionary: Uint8Array = NONE): Buffer {
  const head = headOf(frame)
  if (head === undefined) throw new UnreadableDocument(WHAT)
  const said = head.contentSize
  if (said !== undefined && said > most) throw tooLarge(most)
  const { createDCtx, decompressUsingDict, freeDCtx } = library!
  const context = createDCtx()
  try {
    const room = { defaultHeapSize: said ?? most }
    return Buffer.from(decompressUsingDict(context, frame, dictionary, room))
  } catch (error) {
    throw (error as Error).message.endsWith(TOO_SMALL) ? tooLarge(most) : new UnreadableDocument(WHAT)
  } finally {
    freeDCtx(context)
  }
}

const NONE = new Uint8Array()
const WHAT = 'a frame of Zstandard'

/** The number of the error by which the library says that there is more than it has room for. */
const TOO_SMALL = ' -70'

function tooLarge(most: number): SourceTooComplex {
  return new SourceTooComplex(`The record unpacks to more than ${most} bytes. Leave it out of the file.`)
}

/** All that frames one after another unpack to. @throws as `unpackFrame` */
export function unpackFrames(bytes: Uint8Array, most: number): Buffer {
  const parts: Buffer[] = []
  let size = 0
  for (let at = 0; at < bytes.length; ) {
    const length = frameLength(bytes.subarray(at))
    if (length === undefined) throw new UnreadableDocument(WHAT)
    if (!isSkippable(bytes.subarray(at))) {
      const part = unpackFrame(bytes.subarray(at, at + length), most - size)
      size += part.length
      parts.push(part)
    }
    at += length
  }
  return Buffer.concat(parts)
}

/** Whether a frame has no content but what programs keep there (RFC 8878, 3.1.2). */
export function isSkippable(bytes: Uint8Array): boolean {
  return (bytes[0]! & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18
}

/** The length of the frame that bytes begin with, by the heads of its blocks; undefined where they do not hold a whole one. */
export function frameLength(bytes: Uint8Array): number | undefined {
  if (isSkippable(bytes) && bytes.length >= 8) {
    const end = 8 + littleEndian(bytes, 4, 4)
    return end <= bytes.length ? end : undefined
  }
  const head = headOf(bytes)
  if (head === undefined) return undefined
  for (let at = head.length; at + 3 <= bytes.length; ) {
    const block = littleEndian(bytes, at, 3)
    const type = (block >> 1) & 3
    if (type === 3) return undefined
    at += 3 + (type === RUN ? 1 : block >> 3)
    if ((block & 1) === 0) continue
    const end = at + (head.hasChecksum ? 4 : 0)
    return end <= bytes.length ? end : undefined
  }
  return undefined
}

/** A block of one byte that is repeated. */
const RUN = 1

interface FrameHead {
  length: number
  hasChecksum: boolean
  /** Undefined where the frame does not say it. */
  contentSize: number | undefined
}

/** RFC 8878, 3.1.1.1. */
function headOf(bytes: Uint8Array): FrameHead | undefined {
  if (!ZSTD.every((byte, at) => bytes[at] === byte) || bytes.length < 6) return undefined
  const descriptor = bytes[4]!
  if ((descriptor & 8) !== 0) return undefined
  const isSingle = (descriptor & 0x20) !== 0
  const idLength = [0, 1, 2, 4][descriptor & 3]!
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!
  const at = 5 + (isSingle ? 0 : 1) + idLength
  if (bytes.length < at + sizeLength) return undefined
  const size = littleEndian(bytes, at, sizeLength) + (sizeLength === 2 ? 256 : 0)
  return {
    length: at + sizeLength,
    hasChecksum: (descriptor & 4) !== 0,
    contentSize: sizeLength === 0 ? undefined : size,
  }
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let byte = length - 1; byte >= 0; byte--) value = value * 256 + (bytes[at + byte] ?? 0)
  return value
}
