/** A second numbering of a text's paragraphs: the pages, lines or sections that an edition prints. */
import { endsOf, meets } from './positions.ts'

/** A second numbering as a manifest gives it: values by the numbers of the version, `4` or `1-3`. */
export interface GivenNumbering {
  label: string
  /** Id of the version whose paragraphs are meant. */
  version?: string
  values: Record<string, string>
}

/** Paragraphs from one number to another that have one value. */
export interface NumberedRun {
  from: number
  to: number
  value: string
}

/** A second numbering of the paragraphs of one version; runs in their order. */
export interface Numbering {
  label: string
  runs: readonly NumberedRun[]
}

/** A place of a passage in a second numbering: `{ label: 'page', value: '12–13' }`. */
export interface PassageLocator {
  label: string
  value: string
}

/** The runs of values by numbers, in order; runs that touch and have one value are one. Keys must be well-formed. */
export function runsOf(values: Readonly<Record<string, string>>): NumberedRun[] {
  const runs = Object.entries(values).map(([key, value]) => {
    const [from = 0, to = from] = key.split('-').map(Number)
    return { from, to, value }
  })
  return joined(runs.sort((a, b) => a.from - b.from))
}

/** The same runs by numbers, as a manifest has them. */
export function valuesOf(runs: readonly NumberedRun[]): Record<string, string> {
  return Object.fromEntries(
    runs.map(({ from, to, value }) => [from === to ? `${from}` : `${from}-${to}`, value]),
  )
}

/** The runs of another version, in whose order its paragraphs are told with their numbers where the runs count. */
export function transposed(
  runs: readonly NumberedRun[],
  paragraphs: readonly (readonly [here: number, there: number])[],
): NumberedRun[] {
  const found = paragraphs.flatMap(([here, there]) => {
    const value = valueAt(runs, there)
    return value === undefined ? [] : [{ from: here, to: here, value }]
  })
  return joined(found)
}

/** Where the paragraphs with these numbers stand, in each numbering that has the first and the last of them. */
export function locatorsAt(numberings: readonly Numbering[], numbers: readonly number[]): PassageLocator[] {
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (first === undefined || last === undefined) return []
  return numberings.flatMap(({ label, runs }) => {
    const [start, end] = [valueAt(runs, first), valueAt(runs, last)]
    if (start === undefined || end === undefined) return []
    return [{ label, value: start === end ? start : between(endsOf(start)[0], endsOf(end)[1]) }]
  })
}

/** The place that a passage is cited by: that of a label, else its page, else its first; none is its paragraph's number. */
export function bestLocator(
  locators: readonly PassageLocator[],
  label: string | undefined,
): PassageLocator | undefined {
  const wanted = locators.find((one) => one.label === (label ?? 'page'))
  return wanted ?? (label === undefined ? locators[0] : undefined)
}

/** The runs of paragraphs that stand at a place, or have a part there. */
export function runsAt({ runs }: Numbering, place: string): NumberedRun[] {
  return runs.filter(({ value }) => meets(place, value) ?? place.trim() === value)
}

function between(first: string, last: string): string {
  return first === last ? first : `${first}–${last}`
}

function valueAt(runs: readonly NumberedRun[], number: number): string | undefined {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.to < number) low = middle + 1
    else high = middle
  }
  const run = runs[low]
  return run && run.from <= number ? run.value : undefined
}

function joined(runs: readonly NumberedRun[]): NumberedRun[] {
  const all: NumberedRun[] = []
  for (const run of runs) {
    const before = all.at(-1)
    if (before && before.value === run.value && before.to + 1 === run.from) before.to = run.to
    else all.push({ ...run })
  }
  return all
}
