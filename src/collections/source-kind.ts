import { closeSync, openSync, readSync } from 'node:fs'
import { extname } from 'node:path'
import type { Format } from '../loading/formats/format.ts'
import { FORMATS, formatOfPacked, formatOfText } from '../loading/formats/registry.ts'

/** Bytes of the beginning of a file that tell what it is when its name does not. */
const SAMPLE = 65_536

/** Whatever follows a dot in `Vol. 3` or `1917.08.11 Letter` is no extension. */
const EXTENSION = /^\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,10}$/i

/** What a file of a folder is: a media type that can be read, or why nobody reads it. */
export type SourceKind = { mediaType: string } | { skipped: string }

/** Tells by the extension of a file, or by its content when it has none, whether it is a source. Throws what reading does. */
export function sourceKind(file: string): SourceKind {
  const extension = extname(file)
  if (EXTENSION.test(extension)) return ofExtension(extension.slice(1).toLowerCase())
  const beginning = beginningOf(file)
  const packed = formatOfPacked(beginning)
  if (packed) return readable(packed)
  return isText(beginning) ? readable(formatOfText(beginning.toString())) : { skipped: 'it is no text' }
}

function ofExtension(extension: string): SourceKind {
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension))
  return format ? readable(format) : { skipped: `no loader reads .${extension} files` }
}

function readable({ mediaTypes }: Format): SourceKind {
  return { mediaType: mediaTypes[0]! }
}

function beginningOf(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const sample = Buffer.alloc(SAMPLE)
    return sample.subarray(0, readSync(descriptor, sample))
  } finally {
    closeSync(descriptor)
  }
}

/** UTF-8 without NUL; the sample may cut its last character. */
function isText(sample: Buffer): boolean {
  if (sample.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
