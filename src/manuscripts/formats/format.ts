import type { Draft, Span } from '../../loading/draft.ts'

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

/** A manuscript as its format reads it: the shape in which all formats are alike. */
export interface ManuscriptDraft {
  /** The words, with the way back to the source; in a packed document the source is its text, a paragraph a line. */
  draft: Draft
  /**
   * Which blocks are set off as quotations: for each block the number of the quotation that it belongs to, or null. A
   * quotation of several blocks has one number.
   */
  quoted: (number | null)[]
  /** What the format says of some of the words: for blocks, by their index, that have such. */
  marks: ReadonlyMap<number, readonly FormatMark[]>
  /** Where pages, parts and paragraphs begin that a writer would name, in order; none in a text that has lines. */
  stops: readonly Stop[]
}

/** What a format says of a run of the source. */
export interface FormatMark extends Span {
  /**
   * `q`: it is quoted; `cite`, `footer`: it says whose words stand before; `code`: quotation marks in it are none;
   * `note`: a note is referred to here; `note-body`: these blocks are a note.
   */
  name: 'q' | 'cite' | 'footer' | 'code' | 'note' | 'note-body'
  /** Which note it is: the same in what refers to it and in its body. */
  label?: string
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
