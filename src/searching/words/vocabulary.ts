import { distance } from 'fastest-levenshtein'
import type { CountedWord, TextReads } from '../../store/texts.ts'
import { oneEditFrom } from '../../text/edits.ts'
import { otherSpellings } from '../../text/orthography.ts'
import { type Stemmer, stemmersOf } from '../../text/stems.ts'

/** Words of the vocabulary with a beginning in common that are looked at. */
const MOST_LOOKED_AT = 2000
/** Forms of one word, and words that a mistyped one may have been; the commonest. */
const MOST_FORMS = 20
const MOST_CORRECTIONS = 4
/** Languages whose grammar is tried on a word. */
const MOST_LANGUAGES = 4
/** How much longer than a word its forms are, at the most, and how long a word is that has any. */
const LONGEST_ENDING = 8
const LEAST_INFLECTED = 3
/** Letters that the forms of a word begin with, all but one of its stem, but not fewer than these. */
const LEAST_BEGINNING = 3
/** Two mistakes are taken back in words of so many letters, whose first ones are right. */
const LEAST_WITH_TWO = 6
const RIGHT_BEGINNING = 3
/** A part of a divided word stands in at most so many texts, so that few texts have both by chance. */
const MOST_WITH_PART = 5000

/**
 * The words of an archive, as they are looked for: which of them are forms of a word, or what it should have been. Found when
 * they are asked for, from the table of words alone, so that nothing more is kept of an archive than its words. Each answer is
 * bounded whatever the archive has.
 */
export class Vocabulary {
  readonly #reads: TextReads
  readonly #stemmers: readonly Stemmer[]

  private constructor(reads: TextReads, stemmers: readonly Stemmer[]) {
    this.#reads = reads
    this.#stemmers = stemmers
  }

  /** @param language of what is searched in; undefined for all of the archive's */
  static async of(reads: TextReads, language: string | undefined): Promise<Vocabulary> {
    const languages = language === undefined ? await reads.languages() : [language]
    // What has no language said is as likely English as any other.
    const stemmers = await stemmersOf(languages.map((each) => each ?? 'en'))
    return new Vocabulary(reads, stemmers.slice(0, MOST_LANGUAGES))
  }

  /** In how many texts each of these words stands. */
  textsWith(words: readonly string[]): Promise<Map<string, number>> {
    return this.#reads.textsWith(words)
  }

  /** Those words of the archive that are this one in British or American spelling. */
  async spellings(word: string): Promise<CountedWord[]> {
    return this.#those(otherSpellings(word))
  }

  /** Other forms of the word by grammar, the commonest first. */
  async inflected(word: string): Promise<CountedWord[]> {
    if (word.length < LEAST_INFLECTED) return []
    const stems = this.#stemmers.map((stem) => stem(word))
    const beginning = word.slice(
      0,
      Math.max(LEAST_BEGINNING, Math.min(...stems.map((stem) => stem.length)) - 1),
    )
    const near = await this.#reads.wordsFrom(beginning, MOST_LOOKED_AT)
    return commonest(
      near.filter(
        ({ word: other }) =>
          other !== word &&
          other.length <= word.length + LONGEST_ENDING &&
          this.#stemmers.some((stem, at) => stem(other) === stems[at]),
      ),
      MOST_FORMS,
    )
  }

  /** The words that begin so, the commonest. */
  async beginning(beginning: string): Promise<CountedWord[]> {
    return commonest(await this.#reads.wordsFrom(beginning, MOST_LOOKED_AT), MOST_FORMS)
  }

  /** Two words of which this, or what is left of it without its ending, is made: such as "re" and "brand". */
  async divided(word: string): Promise<[string, string][]> {
    const whole = new Set([word, ...this.#stemmers.map((stem) => stem(word))])
    const cuts = [...whole].flatMap(cutsOf)
    const counts = await this.#reads.textsWith([...new Set(cuts.flat())])
    const rarer = ([first, second]: [string, string]) => Math.min(counts.get(first)!, counts.get(second)!)
    return cuts
      .filter((cut) => rarer(cut) > 0 && rarer(cut) <= MOST_WITH_PART)
      .sort((a, b) => rarer(b) - rarer(a))
      .slice(0, 2)
  }

  /** Words of the archive that somebody may have meant who typed this: those that differ least first, and the commonest. */
  async corrections(word: string): Promise<CountedWord[]> {
    if (word.length < LEAST_INFLECTED) return []
    const near = commonest(await this.#those(oneEditFrom(word)), MOST_CORRECTIONS)
    if (near.length > 0 || word.length < LEAST_WITH_TWO) return near
    const beginning = await this.#reads.wordsFrom(word.slice(0, RIGHT_BEGINNING), MOST_LOOKED_AT)
    return commonest(
      beginning.filter(
        ({ word: other }) => Math.abs(other.length - word.length) <= 2 && distance(word, other) <= 2,
      ),
      MOST_CORRECTIONS,
    )
  }

  async #those(words: readonly string[]): Promise<CountedWord[]> {
    const counts = await this.#reads.textsWith(words)
    return [...counts].filter(([, texts]) => texts > 0).map(([word, texts]) => ({ word, texts }))
  }
}

/** The word cut in two, at each place that leaves both parts two letters; none of words that are too short or long. */
function cutsOf(word: string): [string, string][] {
  if (!/^[a-z]{5,32}$/.test(word)) return []
  return Array.from({ length: word.length - 3 }, (_, at) => [word.slice(0, at + 2), word.slice(at + 2)])
}

function commonest(words: readonly CountedWord[], most: number): CountedWord[] {
  return [...words].sort((a, b) => b.texts - a.texts).slice(0, most)
}
