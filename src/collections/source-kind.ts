import { closeSync, openSync, readSync } from 'node:fs'
import { extname } from 'node:path'
import { formatByContent, formatOfText } from '../formats/choosing.ts'
import { beginningInUtf8 } from '../formats/encodings/unicode.ts'
import { FORMATS } from '../formats/registry.ts'
import type { ContainerKind } from './containers/container.ts'
import { containerKind } from './containers/kinds.ts'

/** Bytes of the beginning of a file that tell what it is when its name does not. */
const SAMPLE = 65_536

/** Whatever follows a dot in `Vol. 3` or `1917.08.11 Letter` is no extension. */
const EXTENSION = /^\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,10}$/i

/**
 * What a file of a folder is: a media type that can be read, '' where loading tells it; a container; or why nobody reads
 * it.
 */
export type SourceKind = { mediaType: string; container?: ContainerKind } | { skipped: string }

/** Tells by the extension of a file, or by its content, whether it is a source. Throws what reading does. */
export function sourceKind(file: string): SourceKind {
  const extension = EXTENSION.test(extname(file)) ? extname(file).slice(1).toLowerCase() : undefined
  const named = FORMATS.find(({ extensions }) => extensions.includes(extension ?? ''))
  const beginning = beginningOf(file)
  const container = containerKind(file, beginning)
  if (container) return { mediaType: '', container }
  const certain = formatByContent(beginning)
  // Whoever loads it says that its name is wrong.
  if (named && certain && named !== certain) return { mediaType: '' }
  const format = certain ?? named
  if (format) return { mediaType: format.mediaTypes[0]! }
  if (extension !== undefined) return { skipped: `no loader reads .${extension} files` }
  const text = Buffer.from(beginningInUtf8(beginning))
  return isText(text)
    ? { mediaType: formatOfText(text.toString()).mediaTypes[0]! }
    : { skipped: 'it is no text' }
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
