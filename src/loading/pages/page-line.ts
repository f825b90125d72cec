/** Lines as pages carry them beside their text: a number, a head, both. */
import { foldForComparison } from '../metadata/fold.ts'

/** What a short line says. */
export interface PageLine {
  /** Its words without the number, folded for comparison; empty for a number alone. */
  key: string
  page?: PageNumber
}

/** A number of a page. `explicit`: set off by dashes or brackets, or named as a page; not a number alone. */
export interface PageNumber {
  value: number
  numerals: 'arabic' | 'roman'
  explicit: boolean
}

/** Characters of the longest line that may stand beside a text. */
export const LONGEST_PAGE_LINE = 120
const NUMBER = '(?<number>\\d{1,4}|[ivxl]{1,8}|[IVXL]{1,8})'
const LABEL = '(?:page|pg\\.?|p\\.|seite|s\\.|página|pagina|pág\\.|pag\\.|p\\.|стр\\.|страница|blz\\.|第)\\s*'
const OF = '(?:\\s*(?:of|\\/|von|de|sur|di|van|из)\\s*\\d{1,4})'
const EDGE = '[-–—―•·|~*_=\\[\\](){}<>\\s]'
const ALONE = new RegExp(
  `^(?<before>${EDGE}*)(?<label>${LABEL})?${NUMBER}(?<of>${OF})?(?<after>${EDGE}*)(?:页)?$`,
  'iu',
)
const FIRST = new RegExp(`^(?<label>${LABEL})?${NUMBER}(?<of>${OF})?${EDGE}+(?<words>\\S.*)$`, 'iu')
const LAST = new RegExp(`^(?<words>.*?\\S)${EDGE}+(?<label>${LABEL})?${NUMBER}(?<of>${OF})?$`, 'iu')

/** What a line says, or undefined when it is too long to stand beside a text. */
export function readPageLine(text: string): PageLine | undefined {
  if (text.length > LONGEST_PAGE_LINE) return undefined
  const alone = numberAlone(text)
  if (alone !== undefined) return { key: '', page: alone }
  for (const pattern of [LAST, FIRST]) {
    const found = pattern.exec(text)?.groups
    const page =
      found && pageNumber(found['number']!, found['label'] !== undefined || found['of'] !== undefined)
    if (found && page && /\p{L}{2}/u.test(found['words']!)) return { key: keyOf(found['words']!), page }
  }
  return { key: keyOf(text) }
}

/** The number of a page, where a line says nothing else. */
export function numberAlone(text: string): PageNumber | undefined {
  const alone = text.length > LONGEST_PAGE_LINE ? undefined : ALONE.exec(text)?.groups
  if (alone === undefined) return undefined
  const { number, label, of, before, after } = alone
  return pageNumber(number!, label !== undefined || of !== undefined || `${before}${after}`.trim() !== '')
}

/** The words of a line without rules and dots at its ends. */
function keyOf(words: string): string {
  return foldForComparison(words.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}?!]+$/gu, ''))
}

function pageNumber(number: string, explicit: boolean): PageNumber | undefined {
  if (/^\d/.test(number)) return { value: Number(number), numerals: 'arabic', explicit }
  const value = romanValue(number)
  return value === undefined ? undefined : { value, numerals: 'roman', explicit }
}

const ROMAN = /^(?=.)(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const DIGITS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 }

function romanValue(numeral: string): number | undefined {
  const lower = numeral.toLowerCase()
  if (!ROMAN.test(lower)) return undefined
  const digits = [...lower].map((digit) => DIGITS[digit]!)
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0)
}
