import type { MarkedDraft } from '../../formats/format-mark.ts'

/**
 * How manuscripts of one kind are read. A new kind is a file with one of these and a line in the registry: the command,
 * the API and its description follow from it.
 */
export interface ManuscriptFormat {
  /** What a sentence calls it. */
  title: string
  /** Media types that it reads, the first being its own. */
  mediaTypes: readonly string[]
  /** File name extensions in lower case, without the dot. */
  extensions: readonly string[]
  /** Largest file, in bytes. */
  mostBytes: number
  /** Whether it is no text, so that its lines are paragraphs and its places have no line in a file. */
  packed: boolean
  /** Reads a manuscript. Pure. Throws a `LoadingError` for what cannot be read, is too large or too complex. */
  read(bytes: Uint8Array): ManuscriptDraft
  /** Whether some bytes look like it, when neither a media type nor a name says what they are. */
  recognises?(bytes: Uint8Array): boolean
}

/** A manuscript as its format reads it: the shape in which all formats are alike. In a packed document the source is its text, a paragraph a line. */
export interface ManuscriptDraft extends MarkedDraft {
  /** Where pages, parts and paragraphs begin that a writer would name, in order; none in a text that has lines. */
  stops: readonly Stop[]
}

/** Where a writer would say that something stands, from an offset of the source on. */
export interface Stop {
  /** UTF-16 units. */
  at: number
  /** Number of the paragraph, headings counted, from 1 in each part. */
  paragraph: number
  /** Number of the page as the program that wrote it last set it; undefined when it does not say. */
  page?: number
  /** A file of a book, or a note: `chapter-2.xhtml`, `note 3`. */
  part?: string
}
