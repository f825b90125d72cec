import { simplifiedHan } from '../../../text/han-script.ts'
import type { ReadingText } from '../../reading-text.ts'
import { foldLoosely } from '../fold-loosely.ts'

/**
 * The letters and digits of a text without case and accents, spaces and punctuation, and where each comes
 * from: what a careless copy, a broken line or another script's habits leave as it is.
 */
export interface Skeleton {
  letters: string
  /** UTF-16 offset in the text of the character behind each unit of `letters`. */
  offsets: Uint32Array
}

export function skeletonOf(text: string): Skeleton {
  let units = new Uint16Array(text.length + 32)
  let offsets = new Uint32Array(text.length + 32)
  let length = 0
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at)!
    const fold = point < 0x80 ? ASCII[point]! : foldOf(point)
    if (length + fold.length > units.length) {
      units = grown(units, new Uint16Array(2 * units.length + fold.length))
      offsets = grown(offsets, new Uint32Array(2 * offsets.length + fold.length))
    }
    for (let unit = 0; unit < fold.length; unit++) {
      units[length] = fold.charCodeAt(unit)
      offsets[length++] = at
    }
    at += point > 0xffff ? 2 : 1
  }
  return { letters: decode(units.subarray(0, length)), offsets: offsets.slice(0, length) }
}

/** Kept as long as the text is: it takes 20 ms for a million characters. */
export function skeletonOfText(text: ReadingText): Skeleton {
  let skeleton = kept.get(text)
  if (!skeleton) {
    skeleton = skeletonOf(text.text)
    kept.set(text, skeleton)
  }
  return skeleton
}

const kept = new WeakMap<ReadingText, Skeleton>()

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function decode(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le')
}

const folds = new Map<number, string>()

/** What is left of a character; as many are kept as there are characters in use. */
function foldOf(point: number): string {
  let fold = folds.get(point)
  if (fold === undefined) {
    fold = simplifiedHan(foldLoosely(String.fromCodePoint(point))).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    folds.set(point, fold)
  }
  return fold
}

const ASCII = Array.from({ length: 0x80 }, (_, point) => foldOf(point))
