/** Where an occurrence of some words starts in one version, and what stands around it. */
export interface OccurrenceContext {
  /** The sticky id of its first block, or `b` and the ordinal of a block that is not counted. */
  place: string
  /** UTF-16 offset in that block. */
  start: number
  /** The characters before it, as many as the caller takes in every version (32). */
  before: string
  /** The characters after it, as many. */
  after: string
}
