/** A formatted piece of a citation: JSON under a key that names everything it was made from. */
export interface FormattedCitation {
  key: string
  pieces: string
}

/** Reads of kept pieces. */
export interface FormattedCitationReads {
  /** The JSON that is kept under a key, unless it was damaged. */
  byKey(key: string): Promise<string | undefined>
}
