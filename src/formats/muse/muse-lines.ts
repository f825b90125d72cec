/** The lines of a Muse source, and what each is by the marks that it begins with (Text::Amuse markup manual). */
import type { Span } from '../../loading/draft.ts'

/** The blocks that tags on lines of their own begin and end. */
export const BLOCK_NAMES = [
  'biblio',
  'play',
  'comment',
  'verse',
  'center',
  'right',
  'example',
  'quote',
] as const
export type BlockName = (typeof BLOCK_NAMES)[number]

export type LineKind =
  | { kind: 'blank' | 'table' | 'comment' | 'anchor' | 'rule' | 'text' | 'language' }
  | { kind: 'begin' | 'end'; block: BlockName | '{{{' }
  | { kind: 'heading'; level: number }
  | { kind: 'item'; number: number | undefined; isLetter: boolean }
  | { kind: 'term'; definition: Span }
  | { kind: 'verse' }
  | { kind: 'note'; label: string }
  | { kind: 'include' }

/** A line without its end: its words are behind what marks it. */
export type Line = Span & { words: Span; indent: number } & LineKind

/** Columns that a tabulator is wide. */
const TAB = 4

/** The lines of a source from an offset on. */
export function* museLines(source: string, from: number): Generator<Line> {
  let start = from
  while (start < source.length) {
    const [next, end] = lineEnd(source, start)
    yield lineOf(source, start, end)
    start = next
  }
}

/** Where the next line begins, and where this one ends without white space. */
function lineEnd(source: string, start: number): [next: number, end: number] {
  LINE_END.lastIndex = start
  const found = LINE_END.exec(source)
  let end = found?.index ?? source.length
  const next = found ? end + found[0].length : end
  while (end > start && (source[end - 1] === ' ' || source[end - 1] === '\t')) end--
  return [next, end]
}

const LINE_END = /\r\n|\n|\r/g
const BLOCK_TAG = new RegExp(`^<(/?)(${BLOCK_NAMES.join('|')})>$`)
const ITEM = /^[ \t]+(?:-|(\d{1,9})\.|([a-zA-Z]|[ivxlIVXL]{1,9})\.)(?:[ \t]+|$)/
const TERM = /^[ \t]+(?=\S)[^\r\n]{0,400}?[ \t]::(?:[ \t]+|$)/
const NOTE = /^(?:\[([1-9]\d{0,8})\]|\{([1-9]\d{0,8})\})[ \t]+/

/** A line as it stands, for those who tell what it is. */
class RawLine {
  readonly text: string
  readonly indentation: number
  readonly #span: Span & { indent: number }

  constructor(source: string, start: number, end: number) {
    this.text = source.slice(start, end)
    this.indentation = /^[ \t]*/.exec(this.text)![0].length
    this.#span = { start, end, indent: widthOf(this.text.slice(0, this.indentation)) }
  }

  /** The line whose words begin behind so many characters. */
  behind(length: number): Span & { words: Span; indent: number } {
    return { ...this.#span, words: { start: this.#span.start + length, end: this.#span.end } }
  }

  get whole() {
    return this.behind(0)
  }
}

/** Who tells a line by its beginning, in the order in which they are asked. */
const TELLERS: readonly ((line: RawLine) => Line | undefined)[] = [
  (line) => (line.text === '' ? { ...line.whole, kind: 'blank' } : undefined),
  tagLine,
  headingLine,
  ruleLine,
  itemLine,
  termLine,
  (line) =>
    /^>(?:[ \t]|$)/.test(line.text)
      ? { ...line.behind(Math.min(2, line.text.length)), kind: 'verse' }
      : undefined,
  (line) =>
    /^[ \t|].*\|/.test(line.text) ? { ...line.behind(anchorOf(line.text)), kind: 'table' } : undefined,
  (line) => (/^;(?:[ \t]|$)/.test(line.text) ? { ...line.whole, kind: 'comment' } : undefined),
  noteLine,
  (line) => (/^#include[ \t]/.test(line.text) ? { ...line.whole, kind: 'include' } : undefined),
  (line) => (anchorOf(line.text) === line.text.length ? { ...line.whole, kind: 'anchor' } : undefined),
]

function lineOf(source: string, start: number, end: number): Line {
  const line = new RawLine(source, start, end)
  for (const tell of TELLERS) {
    const told = tell(line)
    if (told) return told
  }
  return { ...line.behind(anchorOf(line.text) || line.indentation), kind: 'text' }
}

function tagLine({ text, whole }: RawLine): Line | undefined {
  const [, slash, block] = BLOCK_TAG.exec(text) ?? []
  if (block !== undefined) return { ...whole, kind: slash ? 'end' : 'begin', block: block as BlockName }
  if (text === '{{{') return { ...whole, kind: 'begin', block: text }
  if (text === '}}}') return { ...whole, kind: 'end', block: '{{{' }
  return /^(?:<\/?\[[A-Za-z-]{2,20}\]>|<<<|>>>)$/.test(text) ? { ...whole, kind: 'language' } : undefined
}

function headingLine(line: RawLine): Line | undefined {
  const [mark, stars] = /^(\*{1,5})[ \t](?=\S)/.exec(line.text) ?? []
  return mark && stars ? { ...line.behind(mark.length), kind: 'heading', level: stars.length } : undefined
}

/** Five stars set in end a page, four hyphens are a rule. */
function ruleLine({ text, whole }: RawLine): Line | undefined {
  const isRule = /^[ \t]*-{4,}$/.test(text) || /^[ \t]+(?:\*[ \t]?){5,}$/.test(text)
  return isRule ? { ...whole, kind: 'rule' } : undefined
}

function itemLine(line: RawLine): Line | undefined {
  const item = line.indentation > 0 && !line.text.includes('|') ? ITEM.exec(line.text) : null
  if (!item) return undefined
  return {
    ...line.behind(item[0].length),
    kind: 'item',
    number: numberOf(item),
    isLetter: item[2] !== undefined,
  }
}

function termLine(line: RawLine): Line | undefined {
  const { text, indentation, whole } = line
  if (indentation === 0 || text.includes('|') || !text.includes('::')) return undefined
  const [mark] = TERM.exec(text) ?? []
  if (mark === undefined) return undefined
  const words = { start: whole.start + indentation, end: whole.start + mark.trimEnd().length - 2 }
  return { ...whole, words, kind: 'term', definition: line.behind(mark.length).words }
}

function noteLine(line: RawLine): Line | undefined {
  const [mark, label, second] = NOTE.exec(line.text) ?? []
  if (mark === undefined) return undefined
  return { ...line.behind(mark.length), indent: mark.length, kind: 'note', label: label ?? `b${second}` }
}

/** How many characters the anchor takes that a line may begin with. */
export function anchorOf(text: string): number {
  return /^[ \t]*#[A-Za-z][A-Za-z0-9-]*(?:[ \t]+|$)/.exec(text)?.[0].length ?? 0
}

/** In columns. */
function widthOf(indentation: string): number {
  let width = 0
  for (const character of indentation) width += character === '\t' ? TAB : 1
  return width
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 }

/** The number that a mark of a list stands for: `3.`, `c.`, `iii.`; undefined for a dash. */
function numberOf([, digits, letters = '']: RegExpExecArray): number | undefined {
  if (digits !== undefined) return Number(digits)
  if (letters === '') return undefined
  const values = [...letters.toLowerCase()].map((letter) => ROMAN[letter] ?? 0)
  if (values.includes(0)) return letters.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) + 1
  return values.reduce((sum, value, at) => (value < (values[at + 1] ?? 0) ? sum - value : sum + value), 0)
}
