/** What a setting may be: each reads what was given, and answers undefined when it is not that. */

/** A text that a pattern matches. */
export function textLike(pattern: RegExp) {
  return (given: string): string | undefined => (pattern.test(given) ? given : undefined)
}

/** A whole number in digits, both bounds included. */
export function numberFrom(least: number, most: number) {
  return (given: string): number | undefined => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN
    return value >= least && value <= most ? value : undefined
  }
}

/** One of some words. */
export function oneOf<Word extends string>(...words: Word[]) {
  return (given: string): Word | undefined => words.find((word) => word === given)
}
