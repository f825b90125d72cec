import { CaseFolded } from '../case-folded.ts'
import { insideWord, wordEnd, wordStart } from '../word-edges.ts'
import type { Mark } from './marks.ts'

/** What may be left out at one mark: about two pages. Farther apart, two passages make one quotation of nothing. */
const LONGEST_OMISSION = 5000
/** A few words stand everywhere: beside so short a part, only words of the same passage may be left out. */
const SHORT_OMISSION = 300
const SHORT_PART = 12
/** Words of the source that words in brackets stand for. */
const LONGEST_REPLACED = 100
/** Letters of a word that letters in brackets stand for. */
const LONGEST_AFFIX = 12
/** As many letters of a word must be left that brackets give another ending. */
const SHORTEST_STEM = 3

/** A place between two literal parts, in the words of the source: the offsets where they end and begin. */
export interface Gap {
  words: string
  start: number
  end: number
}

/** The most characters that marks between two literal parts can stand for; the shorter part has so many letters. */
export function longestGap(marks: readonly Mark[], shorterPart: number): number {
  const isOmission = marks.some(({ kind }) => kind === 'omission')
  return isOmission ? longestOmission(shorterPart) : LONGEST_REPLACED
}

/** The most characters that can be left out beside a part of so many letters. */
export function longestOmission(shorterPart: number): number {
  return shorterPart < SHORT_PART ? SHORT_OMISSION : LONGEST_OMISSION
}

/** Can these marks stand for what is there? Literal parts begin and end where words do, save at a mark in a word. */
export function fits(marks: readonly Mark[], { words, start, end }: Gap): boolean {
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first?.joins.before && insideWord(words, start)) return false
  if (!last?.joins.after && insideWord(words, end)) return false
  const affix = affixAt(marks, { words, start, end })
  if (affix === null) return false
  const isOpen = marks.some(({ kind }) => kind === 'omission' || kind === 'insertion')
  return isOpen || words.slice(start, end).trim() === affix
}

/** The letters that a mark inside a word stands for; empty without one, null when they cannot be those. */
export function affixAt(marks: readonly Mark[], { words, start, end }: Gap): string | null {
  const mark = marks.find(({ kind }) => kind === 'inWord')
  if (!mark) return ''
  const { before, after } = mark.joins
  const from = before ? start : Math.max(start, wordStart(words, end))
  const to = after ? end : Math.min(end, wordEnd(words, start))
  const affix = words.slice(from, to)
  if (affix.length > LONGEST_AFFIX || affix.includes(' ')) return null
  if (affix === '' || isOtherCase(mark, affix)) return affix
  const stem = before ? start - wordStart(words, start) : 0
  return stem >= SHORTEST_STEM && !after ? affix : null
}

/** Is it the same letters, in another case? */
export function isOtherCase({ inside }: Mark, affix: string): boolean {
  return new CaseFolded(inside).text === new CaseFolded(affix).text
}
