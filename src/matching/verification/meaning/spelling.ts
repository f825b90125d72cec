import { foldLoosely } from '../fold-loosely.ts'

/** Letters that an older print or another keyboard sets otherwise; ſ and accents are gone by then. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/v/g, 'u'],
  [/j/g, 'i'],
]

/** What British English spells otherwise than American, as the second does: colour, organise, centre, travelled. */
const AMERICAN: readonly (readonly [RegExp, string])[] = [
  [
    /(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|able|ably|ful|fully|ite|ites|ly|less|hood|hoods|al|ally)?\b)/g,
    'or',
  ],
  [/(?<=[a-z]{2})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)\b)/g, 'iz'],
  [/(?<=[a-z]{2})ys(?=(?:e|es|ed|er|ers|ing)\b)/g, 'yz'],
  [/(?<=[a-z]{2}[bcht])re(?=s?\b)/g, 'er'],
  [/(?<=[a-z]{2})ogue(?=s?\b)/g, 'og'],
  [/(?<=[a-z]{2}[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\b)/g, 'l'],
  [/(?<=[a-z]{2})ence(?=s?\b)/g, 'ense'],
  [/\bgrey(?=s|ish|er|est|ing|ed|\b)/g, 'gray'],
  [/(?<=[a-z])ae(?=[a-z])/g, 'e'],
  [/(?<=[a-z])oe(?=[a-z])/g, 'e'],
  [/\b(program)me(?=s?\b)/g, '$1'],
]

/** Are these the same words by another orthography? It is for telling what kind of change it is, never for passing one. */
export function isOtherSpelling(a: string, b: string): boolean {
  const [from, to] = [spelt(a, LETTERS), spelt(b, LETTERS)]
  return from === to || american(a) === american(b)
}

function american(words: string): string {
  return spelt(foldLoosely(words).replace(/æ/g, 'ae').replace(/œ/g, 'oe'), AMERICAN)
}

function spelt(words: string, rules: readonly (readonly [RegExp, string])[]): string {
  return rules.reduce((text, [pattern, put]) => text.replace(pattern, put), foldLoosely(words))
}
