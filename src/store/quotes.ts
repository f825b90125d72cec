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

/** A place in the list of registered quotes, which is in the order of these two. */
export type QuoteCursor = Pick<RegisteredQuote, 'registeredAt' | 'id'>

/** Reads of registered quotes. */
export interface QuoteReads {
  /** The registered quote with this canonical id; its words are '' once they are erased. */
  byId(id: string): Promise<QuoteRecord | undefined>
  /** Those after a place that are not withdrawn, in order, at most `limit`. */
  registered(after: QuoteCursor, limit: number): Promise<RegisteredQuote[]>
  /** The place of the n-th of them after a place (n >= 1), when there are more than n; else undefined. */
  nthWithMore(after: QuoteCursor, n: number): Promise<QuoteCursor | undefined>
}
