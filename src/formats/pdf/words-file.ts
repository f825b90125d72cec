/**
 * The file that is extracted from a PDF: its words, line by line, each with its place. docs/formats.md describes it. Lines that
 * begin with a tabulator say what follows; all others are text, a tabulator, then the size of the letters, the level that they stand
 * on, and from where to where each word goes, in tenths of a point.
 */
import { UnreadableDocument } from '../../loading/errors.ts'
import type { Said, WordLine, WordPage } from './words.ts'

const FIRST = '\tpdf-words 1'

/** Writes it. The same words give the same bytes. */
export function printWords(pages: readonly WordPage[], said: Said): string {
  const lines = [FIRST, ...said.map(([name, value]) => `\t${name} ${oneLine(value)}`)]
  for (const { sheet, label, width, height, columns } of pages) {
    lines.push(
      `\tpage ${sheet} ${tenths(width)} ${tenths(height)}${label === '' ? '' : ` ${oneLine(label)}`}`,
    )
    for (const [at, column] of columns.entries()) {
      if (at > 0) lines.push('\tcolumn')
      for (const line of column) lines.push(printLine(line))
    }
  }
  return `${lines.join('\n')}\n`
}

function printLine({ words, size, base }: WordLine): string {
  const text = words.map((word) => word.text).join(' ')
  const places = words.map(({ left, right }) => `${tenths(left)}-${tenths(right)}`).join(' ')
  return `${text}\t${tenths(size)} ${tenths(base)} ${places}`
}

function tenths(points: number): number {
  return Math.max(0, Math.round(points * 10))
}

function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed()
}

/** A line of text, where it stands in the file and on its page. */
export interface FileLine {
  /** Of its text, in UTF-16 units. */
  start: number
  end: number
  /** Where the next line of the file begins. */
  next: number
  /** In tenths of a point. */
  left: number
  right: number
  base: number
  size: number
}

/** A page, in the file. */
export interface FilePage {
  /** Where its first line begins, in UTF-16 units. */
  start: number
  sheet: number
  label: string
  columns: FileLine[][]
}

/** What a value of metadata is, and where it stands. */
export interface FileSaid {
  name: string
  value: string
  start: number
  end: number
}

/** Reads it again. Throws `UnreadableDocument` for anything else. */
export function readWords(source: string): { pages: FilePage[]; said: FileSaid[] } {
  if (!source.startsWith(`${FIRST}\n`)) throw new UnreadableDocument('a PDF')
  const pages: FilePage[] = []
  const said: FileSaid[] = []
  let at = FIRST.length + 1
  while (at < source.length) {
    const end = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at)
    const line = source.slice(at, end)
    const page = pages.at(-1)
    if (line === '\tcolumn') page?.columns.push([])
    else if (line.startsWith('\tpage ')) pages.push(pageIn(line, end + 1))
    else if (line.startsWith('\t')) said.push(saidIn(line, at))
    else page?.columns.at(-1)?.push(lineIn(line, { at, next: end + 1 }))
    at = end + 1
  }
  return { pages, said }
}

function pageIn(line: string, start: number): FilePage {
  const [sheet, _width, _height, ...label] = line.slice('\tpage '.length).split(' ')
  return { start, sheet: Number(sheet), label: label.join(' '), columns: [[]] }
}

function saidIn(line: string, at: number): FileSaid {
  const blank = line.indexOf(' ')
  return {
    name: line.slice(1, blank),
    value: line.slice(blank + 1),
    start: at + blank + 1,
    end: at + line.length,
  }
}

function lineIn(line: string, { at, next }: { at: number; next: number }): FileLine {
  const tab = line.lastIndexOf('\t')
  const [size = 0, base = 0, ...places] = line
    .slice(tab + 1)
    .split(/[ -]/)
    .map(Number)
  return {
    ...{ start: at, end: at + Math.max(0, tab), next: Math.max(at, next) },
    ...{ size, base, left: places[0] ?? 0, right: places.at(-1) ?? 0 },
  }
}
