/** Lines of runs that stand on one level, raised figures among them. */
import type { Run, Word, WordLine } from './words.ts'

/** Shares of the size of the letters: how far apart words are, how far above its line a raised figure stands. */
const BLANK = 0.15
const RAISED = 0.15
const SMALL = 0.8

/** The lines of a part of a page in which nothing stands beside a column, from above. */
export function linesOf(runs: readonly Run[]): WordLine[] {
  const rows: Run[][] = []
  for (const run of [...runs].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const row = rows.findLast((each) => belongs(run, each))
    if (row === undefined) rows.push([run])
    else row.push(run)
  }
  return rows.map(lineOf).sort((a, b) => a.base - b.base || a.words[0]!.left - b.words[0]!.left)
}

/** A run stands on the level of a row, or a small one above it, beside what is there. */
function belongs(run: Run, row: readonly Run[]): boolean {
  const main = row.reduce((most, each) => (each.size > most.size ? each : most))
  const away = Math.abs(run.base - main.base)
  const isSmall = Math.min(run.size, main.size) < SMALL * Math.max(run.size, main.size)
  const most = isSmall ? 0.55 * Math.max(run.size, main.size) : 0.25 * main.size
  return away <= most && row.every((each) => run.left >= each.right - 1 || run.right <= each.left + 1)
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
