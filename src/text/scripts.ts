/**
 * Scripts that set no spaces between words, each set as the inside of a character class for the flag `u`.
 *
 * The scripts are properties of Unicode (UAX #24). UAX #14 tells which set no spaces: lines of Han and kana break
 * between any two characters (classes ID and CJ), and those of Thai, Lao, Khmer and Myanmar where a dictionary finds
 * words (class SA). There is no dictionary here, so each of their characters counts as a word. Smaller scripts of these
 * classes (Yi, Tai Le, Tai Tham, …) are in no set: a run of their letters counts as one word.
 */

/**
 * What is stored was computed by this set: the search index, which fixity computes again; what became of paragraphs; and
 * texts joined over page breaks. With another script in it an index would have to be built anew.
 */
export const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'

/** With the mark of a long vowel, which belongs to both kana and so to no script (`Common`): コーヒー. */
export const UNSPACED_LETTER = `${UNSPACED}\\u30fc`

/**
 * What is compared character by character: Tibetan too. It sets no space either, but a tsheg after each syllable, which
 * UAX #14 has as a break (class BA). So it is looked for, aligned and counted by syllables, as if they were words.
 */
export const COMPARED_BY_CHARACTER = `${UNSPACED_LETTER}\\p{sc=Tibetan}`

/** Scripts that may set no space around a quotation mark: Korean has particles right behind it. */
export const UNSPACED_AT_MARKS = `${UNSPACED_LETTER}\\p{sc=Hangul}`

/**
 * Characters that say as much as several letters, by their blocks: from CJK radicals over kana and bopomofo to the
 * unified ideographs, and those of planes 2 and 3.
 */
export const DENSE = '\\u2e80-\\u9fff\\u{20000}-\\u{3ffff}'
