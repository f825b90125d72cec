import { COMPARED_BY_CHARACTER } from './scripts.ts'

/**
 * Words for comparing, in any script: runs of letters, marks and digits with apostrophes inside; numbers
 * with the signs inside them; every character of a script that sets no spaces; every other sign.
 */
export interface Token {
  text: string
  /** Does a space stand before it? */
  spaced: boolean
  kind: 'word' | 'number' | 'sign'
}

const UNSPACED = `[${COMPARED_BY_CHARACTER}]`
/** Marks, joiners, and the vowels of Thai and Lao that Unicode counts as letters but never alone. */
const TRAILING = '[\\p{M}\\u200c\\u200d\\u0e33\\u0eb3]'
const LETTER = `(?:(?!${UNSPACED})\\p{L}|[\\p{M}\\u200c\\u200d_])`
const APOSTROPHE = "['\\u2018\\u2019\\u02bc]"

const TOKEN = new RegExp(
  [
    ' ',
    `(?<unspaced>${UNSPACED}${TRAILING}*)`,
    `(?<number>\\p{Nd}+(?:[.,:'\\u2019\\u066b\\u066c]\\p{Nd}+)*(?!\\p{Nd}|${LETTER}))`,
    `(?<word>(?:${LETTER}|\\p{N})+(?:${APOSTROPHE}${LETTER}+)*)`,
    `.${TRAILING}*`,
  ].join('|'),
  'gsu',
)

/** The tokens of a canonical text, in order; only single spaces are left out. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let spaced = false
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups!
    if (match[0] === ' ') {
      spaced = true
      continue
    }
    const kind = groups['number'] ? 'number' : groups['unspaced'] || groups['word'] ? 'word' : 'sign'
    found.push({ text: match[0], spaced, kind })
    spaced = false
  }
  return found
}

/** The text of a run of tokens, with the space before it if there is one. */
export function joined(run: readonly Token[]): string {
  return run.map(({ text, spaced }) => (spaced ? ` ${text}` : text)).join('')
}
