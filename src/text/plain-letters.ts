/**
 * Letters that Unicode does not decompose, each as people type it who have no such key. At the primary level of its collation
 * (UTS 10) most are the same; the others are how they are spelt elsewhere.
 */
export const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ɨ: 'i',
  ƀ: 'b',
  ɗ: 'd',
  ɓ: 'b',
  ƙ: 'k',
  ŀ: 'l',
}

const LETTERS = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu')

/** A folded text (`searchFold`) in plain letters. */
export function plainLetters(folded: string): string {
  return folded.replace(LETTERS, (letter) => PLAIN_LETTERS[letter]!)
}
