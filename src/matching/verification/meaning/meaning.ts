import type { Token } from '../../../text/tokens.ts'
import { foldLoosely } from '../fold-loosely.ts'
import { CLITICS, NEGATION_PIECES, NEGATION_WORDS } from './negations.ts'
import { NUMBER_PIECES, NUMBER_WORDS } from './number-words.ts'

const NEGATIONS = new Set([...NEGATION_WORDS].map(foldLoosely))
const NUMBERS = new Set([...NUMBER_WORDS].map(foldLoosely))
/** Signs that make another number of the one beside them. */
const NUMERIC_SIGN = /^[-+\u00b1\u00d7\u00f7=<>/%\u2030\p{Sc}]$/u

/** The words that deny, as they stand, one after the other. */
export function negationsIn(tokens: readonly Token[]): string {
  const words = tokens.map(({ text }) => foldLoosely(text)).filter(denies)
  return [...words, ...piecesIn(tokens, NEGATION_PIECES)].join(' ')
}

/** The numbers, as they stand: digits, words and the signs that belong to them. */
export function numbersIn(tokens: readonly Token[]): string {
  const found = tokens.filter(
    (token, at) =>
      isNumber(token) ||
      (NUMERIC_SIGN.test(token.text) && (isDigits(tokens[at - 1]) || isDigits(tokens[at + 1]))),
  )
  return [...found.map(({ text }) => ungrouped(text.toLowerCase())), ...piecesIn(tokens, NUMBER_PIECES)].join(
    ' ',
  )
}

/** 1,000 is 1000; 1.000 can be another number. */
function ungrouped(number: string): string {
  return /^\d{1,3}(?:[,'\u2019\u066c]\d{3})+$/.test(number) ? number.replace(/\D/g, '') : number
}

/** The words that neither deny nor count; of "can't" there is left "can". */
export function otherWords(tokens: readonly Token[]): string {
  return tokens
    .filter((token) => token.kind !== 'sign' && !isNumber(token))
    .map(({ text }) => (denies(foldLoosely(text)) ? affirmed(text) : text))
    .filter(Boolean)
    .join(' ')
}

function affirmed(word: string): string {
  if (/^can(?:not|['\u2019]t)$/i.test(word)) return word.slice(0, 3)
  return /n['\u2019]t$/i.test(word) ? word.slice(0, -3) : ''
}

function isNumber({ text }: Token): boolean {
  return /\p{N}/u.test(text) || NUMBERS.has(foldLoosely(text))
}

function denies(word: string): boolean {
  return (
    NEGATIONS.has(word) ||
    word.endsWith("n't") ||
    word.startsWith("n'") ||
    CLITICS.some((clitics) => clitics.test(word) && NEGATIONS.has(word.replace(clitics, '')))
  )
}

function isDigits(token: Token | undefined): boolean {
  return token?.kind === 'number'
}

/** Pieces found in the text as it runs on; the tokens of scripts without spaces are single characters. */
function piecesIn(tokens: readonly Token[], pieces: readonly string[]): string[] {
  const text = tokens.map((token) => token.text).join('')
  if (!/[\u0900-\uffff]/.test(text)) return []
  return pieces.flatMap((piece) => Array<string>(text.split(piece).length - 1).fill(piece))
}
