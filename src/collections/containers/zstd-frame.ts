/** Frames of Zstandard in web archives (Zstandard Compression for WARC Files 1.0 of the IIPC), maybe with a dictionary before them. */
import { frameLength, isSkippable, loadZstd, unpackFrame, ZSTD } from '../../formats/warc/zstd.ts'
import type { FileWindow } from './file-window.ts'
import type { PackedMember, Packing } from './packing.ts'

/** What a file begins with that has a dictionary for its frames. */
const DICTIONARY = Uint8Array.of(0x5d, 0x2a, 0x4d, 0x18)
/** Bytes of a dictionary: those in use have some hundred thousand at most. */
const LARGEST_DICTIONARY = 16 * 1024 * 1024

/** Bytes of a frame that are looked at first; then more. */
const FIRST = 128 * 1024

/** Whether a file of records begins so. */
export function isZstd(beginning: Uint8Array): boolean {
  return begins(beginning, ZSTD) || begins(beginning, DICTIONARY)
}

/** How the records of a file are packed that begins as one of Zstandard does. Rejects where its dictionary is damaged. */
export async function zstdPacking(window: FileWindow): Promise<Packing> {
  await loadZstd()
  const dictionary = dictionaryIn(window)
  return {
    begins: ZSTD,
    memberAt: (where, at, most) => memberAt(where, at, { most, dictionary }),
    beginning: () => new Uint8Array(),
    mayBegin: (packed) => (packed[4]! & 8) === 0,
    unpack: (packed, most) => unpackFrame(packed, most, dictionary),
  }
}

/** The dictionary that all frames were made with; it may be compressed itself. */
function dictionaryIn(window: FileWindow): Uint8Array | undefined {
  if (!begins(window.read(0, 4), DICTIONARY)) return undefined
  const frame = window.read(0, LARGEST_DICTIONARY)
  const content = Buffer.from(frame.subarray(8, frameLength(frame) ?? 8))
  return begins(content, ZSTD) ? unpackFrame(content, LARGEST_DICTIONARY) : content
}

function begins(bytes: Uint8Array, magic: Uint8Array): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

function memberAt(
  window: FileWindow,
  at: number,
  { most, dictionary }: { most: number; dictionary: Uint8Array | undefined },
): PackedMember | undefined {
  for (let size = FIRST; ; size *= 4) {
    const packed = window.read(at, Math.min(size, most))
    const length = frameLength(packed)
    if (length !== undefined) return unpacked(packed.subarray(0, length), { most, dictionary })
    if (packed.length < size) return undefined
  }
}

function unpacked(
  frame: Uint8Array,
  { most, dictionary }: { most: number; dictionary: Uint8Array | undefined },
): PackedMember | undefined {
  if (isSkippable(frame)) return { length: frame.length, content: new Uint8Array() }
  try {
    return { length: frame.length, content: unpackFrame(frame, most, dictionary) }
  } catch {
    return undefined
  }
}
