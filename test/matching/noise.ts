/**
 * What happens to a quotation between its source and the one who asks: kinds of damage, each with the verdicts
 * that are honest about it. Every kind makes the same quotation from the same random numbers.
 */
import type { Flag, MatchVerdict } from '../../src/matching/verification/match.ts'
import type { Cut } from './noise/cut.ts'
import { scanned } from './noise/ocr.ts'
import { between, type Random } from './noise/random.ts'
import * as tampering from './noise/tampering.ts'

export interface Damage {
  kind: string
  /** The quotation as it comes in; null when this one cannot be damaged so. */
  apply: (next: Random, cut: Cut) => string | null
  /** Verdicts that are honest. */
  verdicts: readonly MatchVerdict[]
  /** Flags that must be among those given. */
  flags?: readonly Flag[]
  /** Is the quotation cut over the end of a paragraph? */
  crossing?: true
  /** Share that must be found at the least, over all corpora; measured on 200 quotations of each. */
  recall: number
}

const changed = (text: string, { exact }: Cut) => (text === exact ? null : text)

const REPRODUCED: Damage[] = [
  { kind: 'clean', apply: (_, { exact }) => exact, verdicts: ['identical'], recall: 1 },
  {
    kind: 'over a paragraph\u2019s end',
    apply: (_, { exact }) => exact,
    verdicts: ['identical'],
    crossing: true,
    recall: 1,
  },
  {
    kind: 'quotes and dashes',
    apply: (_, cut) => changed(otherTypography(cut.exact), cut),
    verdicts: ['typography'],
    recall: 1,
  },
  {
    kind: 'white space',
    apply: (_, cut) =>
      changed(
        cut.exact.replace(/ /g, (_space, at: number) => [' \n', '\r\n   ', '\u00a0'][at % 3]!),
        cut,
      ),
    verdicts: ['identical'],
    recall: 1,
  },
  { kind: 'soft hyphens', apply: softHyphens, verdicts: ['identical'], recall: 1 },
  {
    kind: 'ligatures',
    apply: (_, cut) => changed(cut.exact.replace(/fi/g, '\ufb01').replace(/fl/g, '\ufb02'), cut),
    verdicts: ['typography'],
    recall: 1,
  },
  {
    kind: 'decomposed (NFD)',
    apply: (_, cut) => changed(cut.exact.normalize('NFD'), cut),
    verdicts: ['identical'],
    recall: 1,
  },
  {
    kind: 'upper case',
    apply: (_, cut) => changed(cut.exact.toUpperCase(), cut),
    verdicts: ['case'],
    recall: 1,
  },
  { kind: 'cut in a word', apply: cutInWord, verdicts: ['identical'], recall: 1 },
]

const MARKED: Damage[] = [
  { kind: 'omission [...]', apply: omission, verdicts: ['elided'], recall: 1 },
  { kind: 'edit in brackets', apply: bracketed, verdicts: ['elided'], recall: 1 },
]

const ALTERED: readonly MatchVerdict[] = ['altered']

const COPIED: Damage[] = [
  { kind: 'hyphenated lines', apply: hyphenated, verdicts: ALTERED, flags: ['dehyphenation'], recall: 1 },
  {
    kind: 'accents lost',
    apply: (_, cut) =>
      changed(
        cut.exact
          .normalize('NFD')
          .replace(/[\u0300-\u036f\u064b-\u0655\u05b0-\u05c7]/g, '')
          .normalize('NFC'),
        cut,
      ),
    verdicts: ALTERED,
    recall: 1,
  },
  ...[0.02, 0.05, 0.1].map((share) => ({
    kind: `bad scan, ${share * 100} %`,
    apply: (next: Random, cut: Cut) => changed(scanned(next, cut.exact, share), cut),
    verdicts: ['identical', 'typography', 'case', 'altered'] satisfies MatchVerdict[],
    recall: share < 0.1 ? 0.99 : 0.95,
  })),
]

const TAMPERED: Damage[] = [
  { kind: 'word left out', apply: tampering.withoutWord, verdicts: ALTERED, recall: 0.9 },
  { kind: 'word replaced', apply: tampering.withOtherWord, verdicts: ALTERED, recall: 0.9 },
  { kind: 'words swapped', apply: tampering.withSwappedWords, verdicts: ALTERED, recall: 0.9 },
  {
    kind: 'denial taken out',
    apply: tampering.withoutDenial,
    verdicts: ALTERED,
    flags: ['negation'],
    recall: 1,
  },
  { kind: 'denial put in', apply: tampering.withDenial, verdicts: ALTERED, flags: ['negation'], recall: 1 },
  {
    kind: 'other number',
    apply: tampering.withOtherNumber,
    verdicts: ALTERED,
    flags: ['number'],
    recall: 0.98,
  },
]

/** Every kind, from harmless to forged. */
export const DAMAGES: readonly Damage[] = [...REPRODUCED, ...MARKED, ...COPIED, ...TAMPERED]

/** Typewriter marks for a printer's and the other way about. */
function otherTypography(text: string): string {
  const others: Record<string, string> = {
    '\u2019': "'",
    "'": '\u2019',
    '\u201c': '"',
    '\u201d': '"',
    '"': '\u201d',
    '-': '\u2010',
    '\u2014': ' -- ',
    '\u2013': '-',
    '\u2026': '...',
  }
  return text.replace(/['"\u2019\u201c\u201d\u2010\u2013\u2014\u2026-]/g, (mark) => others[mark] ?? mark)
}

function softHyphens(_next: Random, { exact }: Cut): string {
  return exact.replace(/(\p{L}{3})(?=\p{L}{3})/gu, '$1\u00ad')
}

/** One to three words broken over the end of a line, as they come out of a PDF. */
function hyphenated(next: Random, { exact, language }: Cut): string | null {
  if (language === 'ja' || language === 'th') return null
  const places = [...exact.matchAll(/(?<=\p{L}{3})(?=\p{L}{3})/gu)].map(({ index }) => index)
  if (places.length === 0) return null
  const chosen = Array.from(
    { length: between(next, 1, 3) },
    () => places[between(next, 0, places.length - 1)]!,
  )
  return [...new Set(chosen)]
    .sort((a, b) => b - a)
    .reduce((text, at) => `${text.slice(0, at)}-\n${text.slice(at)}`, exact)
}

function cutInWord(_next: Random, { exact, words }: Cut): string | null {
  const { start, end } = words[0]!
  return /^[a-z]{4}/.test(exact) ? exact.slice(start + Math.floor((end - start) / 2)) : null
}

/** Some words in the middle left out, and said so. */
function omission(next: Random, { exact, words }: Cut): string | null {
  if (words.length < 8) return null
  const from = between(next, 3, words.length - 5)
  const to = between(next, from + 1, words.length - 4)
  const mark = [' [...] ', ' [\u2026] ', ' (...) ', '\u2026 '][between(next, 0, 3)]!
  return exact.slice(0, words[from - 1]!.end) + mark + exact.slice(words[to]!.start)
}

/** The first letter in another case, or an explanation put in, both in brackets. */
function bracketed(next: Random, { exact, words }: Cut): string {
  const [first] = exact
  const other = first === first!.toLowerCase() ? first!.toUpperCase() : first!.toLowerCase()
  if (other !== first && next() < 0.5) return `[${other}]${exact.slice(first!.length)}`
  const { start } = words[between(next, 1, words.length - 1)]!
  return `${exact.slice(0, start)}[sic] ${exact.slice(start)}`
}
