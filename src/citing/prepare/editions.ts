/** Editions that are told in words: "Revised" is "Rev. ed.", "Second edition" the second. */
import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'
import { ordinal, ordinalOf } from './ordinals.ts'

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

/** What an edition is, as words of their own; whatever else stands in its name is a name: "Norton Critical". */
const KINDS: Readonly<Record<string, string>> = {
  abridged: 'abr.', corrected: 'corr.', enlarged: 'enl.', expanded: 'exp.', facsimile: 'facsimile', illustrated: 'ill.',
  international: 'international', new: 'new', revised: 'rev.', student: 'student', unabridged: 'unabr.', updated: 'updated',
} // biome-ignore format: one table

const LONG_KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KINDS).map(([long, short]) => [short.replace('.', ''), long]),
)

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
  const place = NUMBERED.exec(named)?.[1] ?? ordinalOf(named)
  if (place !== undefined) return { ...item, edition: `${place}` }
  if (named === '') return without(item, 'edition')
  if (named.length >= LONGEST) return item
  const [first = '', ...rest] = named.split(/[ ,]+/)
  const number = NUMBERED.exec(first)?.[1] ?? ordinalOf(first)
  if (number !== undefined && rest.every(isKind))
    return { ...item, edition: `${ordinal(Number(number))} ${inWords(rest.join(' '), words)} ${words.term}` }
  const short = inWords(named, words)
  const isCapital = words.capital === 'always' || (words.capital && item['container-title'] === undefined)
  const cased = isCapital ? short.replace(/^./, (letter) => letter.toUpperCase()) : short
  return IN_WORDS.test(named) ? { ...item, edition: `${cased} ${words.term}` } : item
}

function kindOf(word: string): string | undefined {
  const small = word.toLowerCase().replace('.', '')
  return Object.hasOwn(KINDS, small)
    ? small
    : Object.hasOwn(LONG_KINDS, small)
      ? LONG_KINDS[small]
      : undefined
}

function isKind(word: string): boolean {
  return kindOf(word) !== undefined || /^(?:and|&)$/i.test(word)
}

function inWords(named: string, { abbreviated }: EditionWords): string {
  return named.replace(/[a-z]+\.?/gi, (word) => {
    const kind = kindOf(word)
    if (kind === undefined) return word
    return abbreviated ? KINDS[kind]! : kind
  })
}
