/** A registered quote: the words as first recorded, and where they stood; offsets are code points. */
export interface QuoteRecord {
  id: string
  work: string
  versionNo: number
  core: string
  occurrence: number
  wordsSha256: string
  exact: string
  startBlock: number
  startOffset: number
  endBlock: number
  endOffset: number
  registeredAt: string
}

/** A registered quote as copies are told of it: what has not changed since and never will. */
export interface RegisteredQuote {
  id: string
  work: string
  /** Id of the version. */
  version: string
  exact: string
  startBlock: number
  startOffset: number
  endBlock: number
  endOffset: number
  registeredAt: string
}

/** A place in the list of registered quotes: the number of a quote, which no clock has a part in, and its id. */
export interface QuotePlace {
  number: number
  id: string
}

/** A place as it was told before quotes had numbers. */
export type QuoteTime = Pick<RegisteredQuote, 'registeredAt' | 'id'>

/** A registered quote in its place. */
export interface ListedQuote {
  number: number
  quote: RegisteredQuote
}

/** Reads of registered quotes. */
export interface QuoteReads {
  /** How many were ever registered. */
  count(): Promise<number>
  /** How many of a work were, but no more than `most`. */
  countOf(work: string, most: number): Promise<number>
  /** The registered quote with this canonical id; its words are '' once they are erased. */
  byId(id: string): Promise<QuoteRecord | undefined>
  /** Those with greater numbers that are not withdrawn, as they were registered, at most `limit`. */
  registered(after: number, limit: number): Promise<ListedQuote[]>
  /** The place of the n-th of them (n >= 1), when there are more than n; else undefined. */
  nthWithMore(after: number, n: number): Promise<QuotePlace | undefined>
  /** Whether the quote with this id has this number. */
  isAt(place: QuotePlace): Promise<boolean>
  /** A number that nothing which comes after such a place has: not all that has a greater one may come after it. */
  numberAt(time: QuoteTime): Promise<number>
}
