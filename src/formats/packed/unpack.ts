import { unzipSync } from 'fflate'
import { SourceTooComplex, UnreadableDocument } from '../../loading/errors.ts'
import { MOST_FILES, MOST_UNPACKED_BYTES } from './bounds.ts'

/**
 * The files of a package that are wanted and there. No more is unpacked than the package says beforehand.
 *
 * @param what the kind of document, for the sentence that refuses it
 * @throws UnreadableDocument for what is no package; SourceTooComplex beyond the bounds
 */
export function unpackWhere(
  bytes: Uint8Array,
  what: string,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  let size = 0
  let files = 0
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++files > MOST_FILES) throw new SourceTooComplex(tooMuch(`${MOST_FILES} files`))
        if (!isWanted(name)) return false
        size += originalSize
        if (size > MOST_UNPACKED_BYTES)
          throw new SourceTooComplex(tooMuch(`${MOST_UNPACKED_BYTES} bytes of text`))
        return true
      },
    })
    return new Map(Object.entries(unpacked))
  } catch (error) {
    if (error instanceof SourceTooComplex) throw error
    throw new UnreadableDocument(what)
  }
}

/** The files with these names, as `unpackWhere` has them. */
export function unpack(bytes: Uint8Array, what: string, wanted: readonly string[]): Map<string, Uint8Array> {
  return unpackWhere(bytes, what, (name) => wanted.includes(name))
}

function tooMuch(most: string): string {
  return `The document unpacks to more than ${most}. Split it, or send its text.`
}

/** Whether a file is a package whose first file says of what kind, as OpenDocument and EPUB have it. */
export function hasMediaType(bytes: Uint8Array, mediaType: string): boolean {
  return (
    isPackage(bytes) &&
    Buffer.from(bytes.subarray(0, 200)).toString('latin1').includes(`mimetype${mediaType}`)
  )
}

/** Whether a file begins as a package (ZIP) does. */
export function isPackage(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}
