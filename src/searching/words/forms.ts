/** A run of words that is as good as what was typed, nearly. */
export interface Form {
  words: readonly string[]
  /** How good it is: 1 for what was typed. */
  weight: number
}

/** Weights of forms, in the order in which they are preferred. */
export const WEIGHTS = {
  typed: 1,
  spelling: 0.95,
  joined: 0.9,
  inflected: 0.8,
  corrected: 0.7,
  correctedInflected: 0.6,
} as const
