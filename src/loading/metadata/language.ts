const WORD = /\p{L}+/gu
const SAMPLE = 20_000
const MIN_WORDS = 20

/**
 * Whether a text reads as English: its four commonest words, which no other language has together, make up a
 * twelfth of it or more (in English prose a sixth).
 */
export function looksEnglish(texts: Iterable<string>): boolean {
  let words = 0
  let common = 0
  let articles = 0
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      words++
      if (word === 'the') articles++
      if (word === 'the' || word === 'and' || word === 'of' || word === 'to') common++
    }
    if (words > SAMPLE) break
  }
  return words >= MIN_WORDS && articles * 60 >= words && common * 12 >= words
}
