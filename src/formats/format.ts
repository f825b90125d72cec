import type { Draft } from '../loading/draft.ts'
import type { Extraction } from '../loading/extraction.ts'
import type { FormatTraits } from '../loading/format-traits.ts'

/**
 * How files of one kind are read. A new format is a file with one of these and a line in the registry: importing, the
 * API's description, the command and the checking of manuscripts follow from it.
 */
export interface Format extends FormatTraits {
  /** What a sentence calls it. */
  title: string
  /** Media types that it reads, the first being its own. */
  mediaTypes: readonly string[]
  /** File name extensions in lower case, without the dot. */
  extensions: readonly string[]
  /** What of a source is in its text or beside it, as the words of a sentence that begins with "keeps". */
  keeps: string
  /** What of a source is in its bytes alone, as those of one that begins with "leaves out". */
  leavesOut: string
  /**
   * How a source says that it is written, by the label of an encoding; undefined where it says nothing. What is read as text has
   * it: what is not UTF-8 is read as UTF-8 that was made of it, in place of the source.
   */
  declaredEncoding?(bytes: Uint8Array): string | undefined
  /**
   * Takes the text out of a source whose own bytes are not read as text. Pure: the same bytes give the same extraction as
   * long as the format's version is the same. Rejects as `read` throws.
   */
  extract?(bytes: Uint8Array): Promise<Extraction>
  /**
   * Reads a source, or what was extracted from it. Pure. Throws a `LoadingError` for what cannot be read, is too large or
   * too complex.
   */
  read(bytes: Uint8Array): Draft
  /**
   * Which blocks of a draft are set off as quotations: for each block the number of the quotation that it belongs to,
   * or null. A quotation of several blocks has one number.
   */
  quoted(draft: Draft): (number | null)[]
  /** Whether a text may be in this format, when neither a media type nor a name says what it is. */
  recognises?(beginning: string): boolean
  /** Whether the bytes of the beginning can be of no other format, whatever a media type or a name says. */
  isOfKind?(beginning: Uint8Array): boolean
}

/** Bytes in a mebibyte, for the largest source that a format reads. */
export const MEBIBYTE = 1024 * 1024
