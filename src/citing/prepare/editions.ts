/** Editions that are told in words: "Revised" is "Rev. ed.", "Second edition" the second. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'

/** How a handbook writes an edition in words. */
export interface EditionWords {
  /** "ed.", "edn". */
  term: string
  /** "rev." for "revised". */
  abbreviated: boolean
  /** Whether it begins with a capital: wherever it stands, or where nothing contains the work. */
  capital?: 'always' | 'uncontained'
}

/** No edition is called by so many letters. */
const LONGEST = 80

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')

/** What an edition is, as words of their own; whatever else stands in its name is a name: "Norton Critical". */
const KINDS: Readonly<Record<string, string>> = {
  abridged: 'abr.', abr: 'abr.', corrected: 'corr.', corr: 'corr.', enlarged: 'enl.', enl: 'enl.', expanded: 'exp.', exp: 'exp.',
  facsimile: 'facsimile', illustrated: 'ill.', ill: 'ill.', international: 'international', new: 'new', revised: 'rev.', rev: 'rev.',
  student: 'student', unabridged: 'unabr.', unabr: 'unabr.', updated: 'updated',
} // biome-ignore format: one table

/** What an edition is called: English words, with "edition" at the end or without. */
const IN_WORDS = /^[a-z][a-z .,&-]*$/i
const TERM = /[ ,]{0,3}\b(?:edition|edn\.?|ed\.?)$/i
const NUMBERED = /^(\d{1,3})(?:st|nd|rd|th)?\.?$/i

/** Newspapers and magazines have editions of a day: "late". */
const DAILY: ReadonlySet<string> = new Set(['article-newspaper', 'article-magazine', 'article-journal'])

/** The item with its edition as a number, where it has one, or in the handbook's words. */
export function withEditionInWords(item: CslItem, words: EditionWords): CslItem {
  const { edition } = item
  if (edition === undefined || DAILY.has(item.type)) return item
  const named = edition.trim().replace(TERM, '')
  const number = NUMBERED.exec(named)?.[1] ?? ordinal(named)
  if (number !== undefined) return { ...item, edition: number }
  if (named === '') return without(item, 'edition')
  const short = inWords(named, words)
  const isCapital = words.capital === 'always' || (words.capital && item['container-title'] === undefined)
  const cased = isCapital ? short.replace(/^./, (letter) => letter.toUpperCase()) : short
  return IN_WORDS.test(named) && named.length < LONGEST
    ? { ...item, edition: `${cased} ${words.term}` }
    : item
}

function ordinal(word: string): string | undefined {
  const place = ORDINALS.indexOf(word.toLowerCase())
  return place < 0 ? undefined : `${place + 1}`
}

function inWords(named: string, { abbreviated }: EditionWords): string {
  return named.replace(/[a-z]+\.?/gi, (word) => {
    const small = word.toLowerCase()
    const kind = KINDS[small.replace('.', '')]
    if (kind === undefined) return word
    return abbreviated || small.endsWith('.') ? kind : small
  })
}
