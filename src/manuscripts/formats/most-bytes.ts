import { MEBIBYTE } from '../../loading/formats/format.ts'

/** Largest manuscript that is a text, in bytes: a thousand pages. */
export const MOST_TEXT_BYTES = 2 * MEBIBYTE

/** Elements in one another: browsers draw no more than 512. */
export const MOST_DEPTH = 500
