/** A place where a text stands: a block of a version of a work. */
export interface BlockPlace {
  workNo: number
  versionNo: number
  ordinal: number
}

/** A paragraph of the newest version of its work. */
export interface ParagraphHit {
  paragraph: string
  number: number
  work: string
  slug: string
  title: string
  /** BCP 47, of the work. */
  language: string | null
  /** The first day of its date (ISO). */
  issuedFrom: string | null
}

/** Which texts are looked for by their words (as `wordsOf` makes them). */
export interface WordsWanted {
  /** Of each of these, one alternative: words that all stand in the text. */
  all: readonly (readonly (readonly string[])[])[]
  /** None of these words stands in it. */
  none: readonly string[]
}

/** A word of the texts, and in how many of them it stands. */
export interface CountedWord {
  word: string
  texts: number
}

/** Which works to look in: as the list of works is filtered. */
export interface HitFilter {
  author?: string | undefined
  language?: string | undefined
  issuedFrom?: string | undefined
  issuedUntil?: string | undefined
  /** Id of the only work. */
  work?: string | undefined
}

/**
 * Reads of the texts of all works, each of which stands once however many blocks have it. A text is named by the
 * store's own key, which grows with time. What is asked of many is answered in the order of the asking.
 */
export interface TextReads {
  /** Of each fingerprint the texts that have it, at most `limit`, in no order that means anything. */
  withFingerprints(fingerprints: readonly number[], limit: number): Promise<number[][]>
  /** Texts that have the words and lie below a key, the highest first. */
  withWords(wanted: WordsWanted, below: number, limit: number): Promise<number[]>
  /** In how many texts each of these words stands. */
  textsWith(words: readonly string[]): Promise<Map<string, number>>
  /** The words that begin so, in the order of their code points: at most `limit`. */
  wordsFrom(beginning: string, limit: number): Promise<CountedWord[]>
  /** The languages (BCP 47) of the works that came last, the commonest first; null where none is known. */
  languages(): Promise<(string | null)[]>
  /** Texts with this core. */
  withCore(core: string): Promise<number[]>
  /** Of each text the places where it stands, in the newest versions first: some tens at most. */
  placesOf(texts: readonly number[]): Promise<BlockPlace[][]>
  /** Each text itself; undefined when it is gone. */
  contents(texts: readonly number[]): Promise<(string | undefined)[]>
  /** Of each text the paragraphs of newest versions that have it and fit, in the order of arrival: some twenty at most. */
  hits(texts: readonly number[], filter: HitFilter): Promise<ParagraphHit[][]>
  /** How many texts there are, about. */
  count(): Promise<number>
}
