/** On which pages the paragraphs of a text stand, by the numbers that are printed on them where these are known. */
import { PARAGRAPH_KINDS } from '../block.ts'
import type { DraftPage } from '../draft.ts'
import type { Statement } from '../metadata/statement.ts'
import type { Unit } from '../reading.ts'
import type { Furniture } from './furniture.ts'
import { readPageLine } from './page-line.ts'

/** Paragraphs whose pages are told, at most. */
const MOST = 100_000

/** The statement that numbers the paragraphs by their pages; none for a text without pages. */
export function pageStatements(
  units: readonly Unit[],
  pages: readonly DraftPage[],
  furniture: readonly Furniture[],
): Statement[] {
  if (pages.length === 0) return []
  const labels = labelsOf(pages, furniture)
  const labelAt = (at: number) => labels[pageAt(pages, at)]!
  const values: Record<string, string> = {}
  let number = 0
  for (const { parts } of units) {
    if (!PARAGRAPH_KINDS.has(parts[0]!.kind) || ++number > MOST) continue
    const [first, last] = [labelAt(parts[0]!.start), labelAt(parts.at(-1)!.end - 1)]
    values[number] = first === last ? first : `${first}–${last}`
  }
  if (number === 0) return []
  return [
    {
      ...{ field: 'locators', value: [{ label: 'page', values }], certainty: 'probable', origin: 'parsed' },
      rule: 'pages of the source',
    },
  ]
}

/** The statement that numbers the paragraphs as the source itself does; what stands before a first place, or in one without a label, has no number. */
export function numberingStatements(
  units: readonly Unit[],
  numberings: readonly { label: string; places: readonly DraftPage[] }[],
): Statement[] {
  const counted = units.filter(({ parts }) => PARAGRAPH_KINDS.has(parts[0]!.kind)).slice(0, MOST)
  const value = numberings.flatMap(({ label, places }) => {
    const values: Record<string, string> = {}
    for (const [at, { parts }] of counted.entries()) {
      const first = Math.max(lastBefore(places, parts[0]!.start), 0)
      const last = lastBefore(places, parts.at(-1)!.end - 1)
      const labels = places.slice(first, last + 1).flatMap((place) => place.label || [])
      const [from, to] = [labels[0], labels.at(-1)]
      if (from !== undefined) values[at + 1] = from === to ? from : `${from}–${to}`
    }
    return Object.keys(values).length === 0 ? [] : [{ label, values }]
  })
  if (value.length === 0) return []
  return [{ field: 'locators', value, certainty: 'certain', origin: 'parsed', rule: 'numbers in the source' }]
}

/** The page that a place of the source is on, by its index. */
function pageAt(pages: readonly DraftPage[], at: number): number {
  return Math.max(0, lastBefore(pages, at))
}

/** The index of the last place that begins at or before another; -1 where none does. */
function lastBefore(places: readonly DraftPage[], at: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]!.start <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

interface Printed {
  value: number
  isRoman: boolean
}

/**
 * The printed numbers, where those that were found count on with the pages: one that is missing is told from the
 * others. Else what the file calls its pages.
 */
function labelsOf(pages: readonly DraftPage[], furniture: readonly Furniture[]): string[] {
  const printed = printedOn(pages, furniture)
  const shifts = new Map<string, number>()
  for (const [index, { value, isRoman }] of printed) {
    const shift = `${value - index} ${isRoman}`
    shifts.set(shift, (shifts.get(shift) ?? 0) + 1)
  }
  const [best, count = 0] = [...shifts].sort((a, b) => b[1] - a[1])[0] ?? []
  const own = pages.map(({ label }, index) => {
    const found = printed.get(index)
    return found && printed.size > 1 ? printedLabel(found) : label
  })
  if (best === undefined || count < 2 || count * 2 <= printed.size || shifts.size > 1) return own
  const [shift, roman] = best.split(' ')
  return own.map((label, index) => {
    const value = index + Number(shift)
    return value > 0 ? printedLabel({ value, isRoman: roman === 'true' }) : label
  })
}

/** By the index of a page, the number that stands on it alone or beside a running head. */
function printedOn(pages: readonly DraftPage[], furniture: readonly Furniture[]): Map<number, Printed> {
  const printed = new Map<number, Printed>()
  for (const { block, what } of furniture) {
    const number = what === 'page-mark' ? undefined : readPageLine(block.text)?.page
    if (number === undefined) continue
    printed.set(pageAt(pages, block.start), { value: number.value, isRoman: number.numerals === 'roman' })
  }
  return printed
}

const ROMAN = [
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const

/** Roman numerals are read up to 89. */
function printedLabel({ value, isRoman }: Printed): string {
  if (!isRoman || value > 89) return `${value}`
  let left = value
  let text = ''
  for (const [worth, letters] of ROMAN) for (; left >= worth; left -= worth) text += letters
  return text
}
