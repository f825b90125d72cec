/** The selectors of the W3C Web Annotation model (§4.2) that point at words here. Positions are code points. */

/** Words, told from their like by those around them. */
export interface TextQuote {
  type: 'TextQuoteSelector'
  exact: string
  prefix?: string
  suffix?: string
}

/** Half-open, in the text that the selector is applied to: the reading text as it is served, or one block of it. */
export interface TextPosition {
  type: 'TextPositionSelector'
  start: number
  end: number
}

/** A block: a paragraph's id or number, or `b` and a block's ordinal, as in the hint of a quote's address. */
export interface BlockFragment {
  type: 'FragmentSelector'
  value: string
  refinedBy?: TextQuote | TextPosition
}

/** What can begin or end a range. */
export type RangeEnd = TextQuote | TextPosition | BlockFragment

/** From where the first selection begins to where the second one begins. */
export interface TextRange {
  type: 'RangeSelector'
  startSelector: RangeEnd
  endSelector: RangeEnd
}

export type Selector = RangeEnd | TextRange

/** The selectors of one run of words: those that are understood, all of which must select the same. */
export interface Selection {
  /** Address of what they select in, and of the copy of it that they were made for, when they tell. */
  source: string | null
  cached: string | null
  quote: TextQuote | null
  others: readonly Selector[]
  /** Whether the others count in what a browser shows, so that they are tried, and the words decide. */
  isOfPage?: true
}
