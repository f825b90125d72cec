import { american } from '../../../text/orthography.ts'
import { foldLoosely } from '../fold-loosely.ts'

/** Letters that an older print or another keyboard sets otherwise; ſ and accents are gone by then. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/v/g, 'u'],
  [/j/g, 'i'],
]

/** Are these the same words by another orthography? It is for telling what kind of change it is, never for passing one. */
export function isOtherSpelling(a: string, b: string): boolean {
  const [from, to] = [letters(a), letters(b)]
  return from === to || americanLetters(a) === americanLetters(b)
}

function americanLetters(words: string): string {
  return american(foldLoosely(words).replace(/æ/g, 'ae').replace(/œ/g, 'oe'))
}

function letters(words: string): string {
  return LETTERS.reduce((text, [pattern, put]) => text.replace(pattern, put), foldLoosely(words))
}
