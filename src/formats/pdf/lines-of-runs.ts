/** Lines of runs that stand on one level, raised figures among them. */
import type { Run, Word, WordLine } from './words.ts'

/** Shares of the size of the letters: how far apart words are, how far above its line a raised figure stands. */
const BLANK = 0.15
const RAISED = 0.15
const SMALL = 0.8

/** A small letter stands on the level of a large one up to this share of its size, one like it up to the other. */
const LEVEL = { small: 0.55, alike: 0.25 }

/** The lines of a part of a page in which nothing stands beside a column, from above. */
export function linesOf(runs: readonly Run[]): WordLine[] {
  const reach = LEVEL.small * runs.reduce((most, { size }) => Math.max(most, size), 0)
  const rows: Row[] = []
  /** Before this, rows stand too far above for what is still to come. */
  let near = 0
  for (const run of [...runs].sort((a, b) => a.base - b.base || a.left - b.left)) {
    while (near < rows.length && run.base - rows[near]!.base > reach) near++
    let at = rows.length - 1
    while (at >= near && !rows[at]!.takes(run)) at--
    if (at < near) rows.push(new Row(run))
  }
  return rows
    .map(({ runs }) => lineOf(runs))
    .sort((a, b) => a.base - b.base || a.words[0]!.left - b.words[0]!.left)
}

/** Runs on one level, none over another. */
class Row {
  readonly runs: Run[]
  #main: Run
  #left: number
  #right: number

  constructor(run: Run) {
    this.runs = [run]
    this.#main = run
    this.#left = run.left
    this.#right = run.right
  }

  /** Of its largest run. */
  get base(): number {
    return this.#main.base
  }

  /** Takes a run that stands on its level, or is small and stands above it, beside what is there; false for another. */
  takes(run: Run): boolean {
    if (!this.#isLevel(run) || !this.#isFree(run)) return false
    this.runs.push(run)
    if (run.size > this.#main.size) this.#main = run
    this.#left = Math.min(this.#left, run.left)
    this.#right = Math.max(this.#right, run.right)
    return true
  }

  #isLevel({ base, size }: Run): boolean {
    const main = this.#main
    const larger = Math.max(size, main.size)
    const isSmall = Math.min(size, main.size) < SMALL * larger
    return Math.abs(base - main.base) <= (isSmall ? LEVEL.small * larger : LEVEL.alike * main.size)
  }

  /** Most stand behind all that is there. */
  #isFree({ left, right }: Run): boolean {
    if (left >= this.#right - 1 || right <= this.#left + 1) return true
    return this.runs.every((each) => left >= each.right - 1 || right <= each.left + 1)
  }
}

function lineOf(row: readonly Run[]): WordLine {
  const size = mainSize(row)
  const main = row.filter((run) => run.size >= size * SMALL)
  const base = (main[0] ?? row[0]!).base
  const words: Word[] = []
  let right = Number.NEGATIVE_INFINITY
  let open = false
  for (const run of [...row].sort((a, b) => a.left - b.left)) {
    const raised = run.size < size * SMALL && base - run.base > RAISED * size
    const text = raised ? raisedFigures(run.text) : run.text
    const isApart = run.left - right > BLANK * size || /^\s/.test(text)
    for (const [at, word] of wordsOf({ ...run, text }).entries()) {
      const last = words.at(-1)
      if (at === 0 && open && !isApart && last !== undefined) {
        last.text += word.text
        last.right = word.right
      } else words.push(word)
    }
    open = words.length > 0 && !/\s$/.test(text)
    right = run.right
  }
  return { words, base, size }
}

/** The size that most of the letters have. */
export function mainSize(runs: readonly Pick<Run, 'text' | 'size'>[]): number {
  const letters = new Map<number, number>()
  for (const { text, size } of runs) letters.set(size, (letters.get(size) ?? 0) + text.length)
  return [...letters].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** The words of a run; where each stands is told by how many letters are before it. */
function wordsOf({ text, left, right }: Run): Word[] {
  const width = text.length === 0 ? 0 : (right - left) / text.length
  return [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    text: word,
    left: left + index * width,
    right: left + (index + word.length) * width,
  }))
}

const RAISED_FIGURES = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Figures as characters that stand above the line; other signs as they are. */
function raisedFigures(text: string): string {
  return /^\s*\d{1,4}\s*$/.test(text) ? text.replace(/\d/g, (digit) => RAISED_FIGURES[Number(digit)]!) : text
}
