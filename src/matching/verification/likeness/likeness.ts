import { distance } from 'fastest-levenshtein'
import { tokenDiff } from '../../../text/token-diff.ts'
import { type Token, tokens } from '../../../text/tokens.ts'
import { skeletonOf } from './skeleton.ts'

/** How like two wordings are: shares from 0 to 1. */
export interface Likeness {
  /** Of the letters, how many differ. */
  errors: number
  /** Of the letters, how many stand in words that are the same, in the wording that has fewer of them. */
  sameWords: number
  /** Are the words set apart by spaces? Otherwise each character counts as one. */
  isSpaced: boolean
}

/** `errors`, when they have been counted already, spares the time: it is quadratic. */
export function likeness(quoted: string, passage: string, errors?: number): Likeness {
  const [p, s] = [skeletonOf(quoted).letters, skeletonOf(passage).letters]
  const longer = Math.max(p.length, s.length, 1)
  const [a, b] = [bareWords(quoted), bareWords(passage)]
  let same = 0
  for (const { equal, from } of tokenDiff(a, b)) if (equal) same += lengthOf(a.slice(...from))
  return {
    errors: (errors ?? distance(p, s)) / longer,
    sameWords: same / Math.max(lengthOf(a), lengthOf(b), 1),
    isSpaced: a.length < p.length / 2,
  }
}

function bareWords(text: string): Token[] {
  return tokens(text)
    .filter(({ kind }) => kind !== 'sign')
    .map((token) => ({ ...token, text: skeletonOf(token.text).letters }))
}

function lengthOf(words: readonly Token[]): number {
  return words.reduce((length, { text }) => length + text.length, 0)
}
