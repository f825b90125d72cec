import { MEBIBYTE } from '../../loading/formats/format.ts'

/** Largest manuscript that is a text, in bytes: a thousand pages. */
export const MOST_TEXT_BYTES = 2 * MEBIBYTE

/** Largest Word, OpenDocument or EPUB file, in bytes: pictures count, and are not unpacked. */
export const MOST_PACKED_BYTES = 16 * MEBIBYTE

/** Bytes of the files of one that are unpacked: markup is some ten times the text. */
export const MOST_UNPACKED_BYTES = 32 * MEBIBYTE

/** Files in one, pictures counted. */
export const MOST_FILES = 10_000

/** Elements in one another: browsers draw no more than 512. */
export const MOST_DEPTH = 500
