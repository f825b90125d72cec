/** What a head of a page looks like when nothing else tells. */

/** Longest one, in characters. */
const LONGEST = 72

/** Whether a line is set as a title is: in capitals, or with one on every longer word; and is no sentence. */
export function looksLikeHead(text: string): boolean {
  if (text.length > LONGEST || !/^["'“‘«(]*[\p{Lu}\p{N}]/u.test(text) || /[.!?;:,…]\s|[.;:,…-]$/u.test(text))
    return false
  if (text === text.toUpperCase()) return /\p{Lu}{2}/u.test(text)
  const words = text.match(/\p{L}{4,}/gu) ?? []
  return words.length > 0 && words.every((word) => /^\p{Lu}/u.test(word))
}
