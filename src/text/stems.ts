/**
 * Stems of words, by language: what is left of a word without the endings that grammar gives it. For finding only. The stemmers
 * are Snowball's (https://snowballstem.org), English's is Porter's; each is loaded when it is first wanted.
 */

/** Gives the stem of a word as it is looked for (`wordsOf`). */
export type Stemmer = (word: string) => string

interface Language {
  /** A word that the stemmer knows something of. */
  letters: RegExp
  load: () => Promise<{ stemmer: Stemmer }>
  /** The word with those marks that the stemmer goes by, which are not looked for. */
  marked?: Stemmer
}

const LATIN = /^[a-z]+$/
const CYRILLIC = /^\p{sc=Cyrillic}+$/u
const LONGEST = 40

/** By primary language (BCP 47). */
const LANGUAGES: Readonly<Record<string, Language>> = {
  ar: { letters: /^\p{sc=Arabic}+$/u, load: () => import('@orama/stemmers/arabic') },
  bg: { letters: CYRILLIC, load: () => import('@orama/stemmers/bulgarian') },
  da: { letters: LATIN, load: () => import('@orama/stemmers/danish') },
  de: { letters: LATIN, load: () => import('@orama/stemmers/german') },
  el: { letters: /^\p{sc=Greek}+$/u, load: () => import('@orama/stemmers/greek') },
  en: { letters: LATIN, load: () => import('@orama/stemmers/english'), marked: withoutArchaicEnding },
  es: { letters: LATIN, load: () => import('@orama/stemmers/spanish') },
  fi: { letters: LATIN, load: () => import('@orama/stemmers/finnish') },
  fr: {
    letters: LATIN,
    load: () => import('@orama/stemmers/french'),
    marked: (word) => word.replace(/e(?=es?$)/, 'é'),
  },
  ga: { letters: LATIN, load: () => import('@orama/stemmers/irish') },
  hi: { letters: /^\p{sc=Devanagari}+$/u, load: () => import('@orama/stemmers/indian') },
  hu: { letters: LATIN, load: () => import('@orama/stemmers/hungarian') },
  hy: { letters: /^\p{sc=Armenian}+$/u, load: () => import('@orama/stemmers/armenian') },
  id: { letters: LATIN, load: () => import('@orama/stemmers/indonesian') },
  it: { letters: LATIN, load: () => import('@orama/stemmers/italian') },
  lt: { letters: LATIN, load: () => import('@orama/stemmers/lithuanian') },
  nl: { letters: LATIN, load: () => import('@orama/stemmers/dutch') },
  no: { letters: LATIN, load: () => import('@orama/stemmers/norwegian') },
  pt: { letters: LATIN, load: () => import('@orama/stemmers/portuguese') },
  ro: { letters: LATIN, load: () => import('@orama/stemmers/romanian') },
  ru: {
    letters: CYRILLIC,
    load: () => import('@orama/stemmers/russian'),
    marked: (word) => word.replace(/(?<=[аеиоуыэюя])и$/, 'й'),
  },
  sr: { letters: /^[\p{sc=Cyrillic}a-z]+$/u, load: () => import('@orama/stemmers/serbian') },
  sv: { letters: LATIN, load: () => import('@orama/stemmers/swedish') },
  ta: { letters: /^\p{sc=Tamil}+$/u, load: () => import('@orama/stemmers/tamil') },
  tr: { letters: LATIN, load: () => import('@orama/stemmers/turkish') },
  uk: { letters: CYRILLIC, load: () => import('@orama/stemmers/ukrainian') },
}

/** Whose stemmers are those of another name. */
const SAME: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', hr: 'sr', bs: 'sr' }

/** "goeth" and "goest" of older English are forms of "go". */
function withoutArchaicEnding(word: string): string {
  return word.replace(/(?<=[a-z]{2})(?:edst|e?st|eth)$/, '')
}

const loaded = new Map<string, Promise<Stemmer | undefined>>()

/** The stemmers of languages (BCP 47), each once, in their order. Those without one are left out. */
export async function stemmersOf(languages: Iterable<string>): Promise<Stemmer[]> {
  const names = new Set<string>()
  for (const language of languages) {
    const primary = language.toLowerCase().split('-', 1)[0]!
    names.add(SAME[primary] ?? primary)
  }
  const stemmers = await Promise.all([...names].map(stemmerOf))
  return stemmers.filter((stemmer) => stemmer !== undefined)
}

function stemmerOf(name: string): Promise<Stemmer | undefined> {
  if (!Object.hasOwn(LANGUAGES, name)) return Promise.resolve(undefined)
  const known = loaded.get(name) ?? load(LANGUAGES[name]!)
  loaded.set(name, known)
  return known
}

async function load({ letters, load: imported, marked = (word) => word }: Language): Promise<Stemmer> {
  const { stemmer } = await imported()
  return (word) => (word.length <= LONGEST && letters.test(word) ? stemmer(marked(word)) : word)
}
