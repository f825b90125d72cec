/** A second copy of a row that nothing else vouches for. */
export interface TwinTable {
  /** The row's table. */
  kind: string
  /** What the row is known by in it, joined by `/`. */
  key: string
  /** JSON array of its columns. */
  content: string
}
