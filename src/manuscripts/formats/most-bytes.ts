import { MEBIBYTE } from '../../formats/format.ts'

/** Largest manuscript that is a text, in bytes: a thousand pages. */
export const MOST_TEXT_BYTES = 2 * MEBIBYTE

/** Largest Word, OpenDocument or EPUB file, in bytes: pictures count, and are not unpacked. */
export const MOST_PACKED_BYTES = 16 * MEBIBYTE
