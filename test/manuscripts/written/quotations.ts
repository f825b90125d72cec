/** Quotations as writers set them, faithful or altered, in manuscripts full of apostrophes. */
import type { Corpus } from '../../matching/noise/corpora.ts'
import { type Cut, cutQuotation } from '../../matching/noise/cut.ts'
import { pick, type Random } from '../../matching/noise/random.ts'
import {
  withDenial,
  withOtherNumber,
  withOtherWord,
  withoutDenial,
  withoutWord,
  withSwappedWords,
} from '../../matching/noise/tampering.ts'
import { NOTE, type Part } from './manuscripts.ts'
import { MARKS_OF_LANGUAGES } from './marks.ts'

/** A quotation that a manuscript has, and whether its words are the source's. */
export interface WrittenQuotation {
  text: string
  altered: boolean
  /** What it is of: marks, alteration. */
  kind: string
}

const ALTERATIONS = {
  withDenial,
  withoutDenial,
  withOtherNumber,
  withOtherWord,
  withoutWord,
  withSwappedWords,
}

/** Letters and digits alone: what no quotation mark, space or case changes. */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '')

const BEFORE = [
  'The dogs’ bone of the ’90s, rock ’n’ roll an’ all: ',
  'It’s the workers’ own word, and she wrote ',
  'As the clerks’ books have it, ',
  'In ’36 the sailors’ wives said ',
  'Nobody’s ledger is whole; ',
  'So it’s told, ’tis true, that ',
]
const BEHIND = [
  ' and the owners’ men laughed.',
  ', which the ’80s didn’t know.',
  '; the boys’ own word.',
  ', he said, of ’em all.',
  '.',
]
const CITED = ['', ' (Ward 12)', ' (Ward 1999, par. 3)', ' [@ward, para. 3]', ' (emphasis added)', `${NOTE}`]
const UNDER = [
  '',
  ' (Ward 12)',
  ' (Ward, 1999, p. 12)',
  ' (Ward 12) (emphasis added)',
  ' [@ward, para. 3]',
  ' (ibid., 3)',
  ' [4]',
  `${NOTE}`,
]
const ELIDED = /’(?=(?:tis|twas|cause|til|round|90s|36)\b)/giu

/** A manuscript of some quotations, and what it quotes, in order. */
export function writeManuscript(
  next: Random,
  corpora: readonly Corpus[],
  { quotations, isIn }: { quotations: number; isIn: (letters: string) => boolean },
): { parts: Part[]; written: WrittenQuotation[] } {
  const parts: Part[] = [{ kind: 'heading', text: 'An essay' }]
  const written: WrittenQuotation[] = []
  while (written.length < quotations) {
    const [language, marks] = pick(next, Object.entries(MARKS_OF_LANGUAGES))
    const cut = cutQuotation(next, pick(next, corpora))
    const quoted = cut && wordsQuoted(next, cut, isIn)
    // Straight marks within single ones, which LaTeX types alike: where the outer quotation ends, nobody can tell.
    if (!quoted || (/^['‘]/.test(marks) && quoted.text.includes("'"))) continue
    const isBlock = next() < 0.2
    const set = isBlock
      ? setOff(next, quoted.text)
      : betweenMarks(next, { text: quoted.text, language, marks })
    parts.push(...set.parts)
    const kind = `${language}, ${isBlock ? 'block' : 'inline'}, ${quoted.kind}`
    written.push({ text: set.words, altered: quoted.altered, kind })
  }
  return { parts, written }
}

/** A quotation in a manuscript: its words as they are set there, and the blocks around. */
interface SetQuotation {
  words: string
  parts: Part[]
}

function setOff(next: Random, text: string): SetQuotation {
  const words = withMarks(hidden(text), '“”‘’')
  const cited = citation(next, UNDER)
  const lead = `${pick(next, BEFORE).trim()} so:`
  return {
    words,
    parts: [
      { kind: 'paragraph', text: lead },
      { ...cited, kind: 'quotation', text: words + cited.text },
      { kind: 'paragraph', text: 'So it went.' },
    ],
  }
}

function betweenMarks(
  next: Random,
  { text, language, marks }: { text: string; language: string; marks: string },
): SetQuotation {
  const [open, innerOpen, innerClose, close] = [...marks] as [string, string, string, string]
  // Some programs set the opening mark before an elided word, others no curled one.
  const isTurned = next() < 0.3
  const shape = (words: string) => {
    const turned = isTurned ? words.replace(ELIDED, '‘') : words
    return /["']/.test(marks) ? turned.replace(/[‘’]/g, "'") : turned
  }
  const words = withMarks(shape(hidden(text)), innerOpen + innerClose + open + close)
  const space = language === 'fr' ? '\u202f' : ''
  // Which of two typed marks before elided words opens, nobody can tell.
  const isUnclear = marks.startsWith("'") || new RegExp(ELIDED.source, 'i').test(`’${words}`.slice(0, 8))
  const before = shape(pick(next, isUnclear ? BEFORE.slice(1, 4) : BEFORE))
  const { text: cited, ...note } = citation(next, CITED)
  const behind = shape(pick(next, BEHIND))
  return {
    words,
    parts: [
      {
        kind: 'paragraph',
        text: `${before}${open}${space}${words}${space}${close}${cited}${behind}`,
        ...note,
      },
    ],
  }
}

function citation(next: Random, forms: readonly string[]): Pick<Part, 'text' | 'note'> {
  const text = pick(next, forms)
  return { text, ...(text.includes(NOTE) && { note: 'Ward, ibid., the boys’ 12.' }) }
}

/** Inner and outer marks in the places of those that were hidden. */
function withMarks(text: string, marks: string): string {
  return text.replace(/[\ue001-\ue004]/g, (mark) => marks[mark.charCodeAt(0) - 0xe001]!)
}

/** With the marks of quotations within it out of the way of what happens to apostrophes. */
function hidden(text: string): string {
  const outer = text.replaceAll('“', '\ue001').replaceAll('”', '\ue002')
  return outer.replaceAll('‘', '\ue003').replaceAll(outer.includes('\ue001') ? ',’' : '\0', ',\ue004')
}

/** The words that a writer takes out of a source, altered half of the time; null for a run with half of a quotation in it. */
function wordsQuoted(
  next: Random,
  cut: Cut,
  isIn: (letters: string) => boolean,
): { text: string; altered: boolean; kind: string } | null {
  const whole = next() < 0.3 ? fromElided(cut) : cut
  if (!isBalanced(whole.exact) || /’n$/.test(whole.exact)) return null
  if (next() < 0.5) return { text: whole.exact, altered: false, kind: 'faithful' }
  const [kind, alter] = pick(next, Object.entries(ALTERATIONS))
  const text = alter(next, whole)
  return text !== null && isBalanced(text) && isWritten(text, whole.exact) && !isIn(lettersOf(text))
    ? { text, altered: true, kind }
    : null
}

/** Whether the apostrophes stand in words that the source has, and no number begins it, which may be the page's. */
function isWritten(altered: string, exact: string): boolean {
  const words = new Set(exact.match(APOSTROPHIZED))
  return (altered.match(APOSTROPHIZED) ?? []).every((word) => words.has(word)) && !/^\p{N}/u.test(altered)
}

const APOSTROPHIZED = /[\p{L}\p{N}]*’[\p{L}\p{N}]*/gu

/** From a word on that has lost its beginning, where there is one and enough behind it. */
function fromElided(cut: Cut): Cut {
  const start = cut.words.find(
    ({ start }) => start > 0 && new RegExp(`^${ELIDED.source}`, 'iu').test(cut.exact.slice(start - 1)),
  )?.start
  const words = cut.words.filter((word) => start !== undefined && word.start >= start)
  if (start === undefined || words.length < 7) return cut
  return {
    ...cut,
    exact: cut.exact.slice(start),
    words: words.map((word) => ({ start: word.start - start, end: word.end - start })),
  }
}

/** Single quotations are those of two double ones alone. */
function isBalanced(text: string): boolean {
  if (/["«»„]|‘(?!\p{Ll})/u.test(text)) return false
  let depth = 0
  for (const mark of text.match(/[“”‘]|,’/gu) ?? []) {
    depth += mark === '“' ? 1 : mark === '”' ? -1 : mark === '‘' ? 10 : -10
    if (depth < 0 || depth > 11 || depth === 10) return false
  }
  return depth === 0
}
