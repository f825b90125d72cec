/** What reading a draft depends on, of the format that it is in. */
export interface FormatTraits {
  /** Stands in the provenance of what was read, with the version: it never changes. */
  name: string
  /** Its own. A new one makes new versions of the works that are read again. */
  version: string
  /** Whether the first line may be the title: in formats without headings. */
  firstLineMayBeTitle: boolean
  /**
   * Whether title, authors, date and notes have marks of their own, so that nothing else of the text is looked at as such:
   * in formats whose sources have a head.
   */
  isMarkedUp?: boolean
  /**
   * Whether a source may be what was printed on pages: running heads, words cut at ends of lines, and pages out of order
   * are looked for. Of a format that has none of these only where a source has page marks.
   */
  mayBePrinted: boolean
}
