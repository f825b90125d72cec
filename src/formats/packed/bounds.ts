import { MEBIBYTE } from '../format.ts'

/** Bytes of the files of a package that are unpacked: markup is some ten times the text. */
export const MOST_UNPACKED_BYTES = 32 * MEBIBYTE

/** Files in a package, pictures counted. */
export const MOST_FILES = 10_000

/** Elements in one another: browsers draw no more than 512. */
export const MOST_DEPTH = 500
