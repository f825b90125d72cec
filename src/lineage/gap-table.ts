import type { Likeness } from './likeness.ts'
import { STEPS, StepValue, type Stretch } from './step-value.ts'

/** Above this many cells a table costs too much. */
const MOST_CELLS = 250_000

/** Above this many comparisons of features (older features × newer blocks) as well. */
const MOST_COMPARISONS = 100_000_000

/** Stands for no step, at the end of both. */
const END = STEPS.length

/** What belongs together in a stretch. */
export interface Match {
  from: readonly number[]
  to: readonly number[]
}

/** Whether a stretch is small enough for a table. */
export function fitsTable({ from, to }: Stretch, { features }: Likeness): boolean {
  if (from.length * to.length > MOST_CELLS) return false
  let comparisons = 0
  for (const ordinal of from) comparisons += features.from.of(ordinal).length * to.length
  return comparisons <= MOST_COMPARISONS
}

/** The best way to go through a stretch in order, by dynamic programming from its end. */
export function matchInOrder(stretch: Stretch, likeness: Likeness): Match[] {
  const width = stretch.to.length + 1
  const table = {
    score: new Float64Array((stretch.from.length + 1) * width),
    step: new Uint8Array((stretch.from.length + 1) * width).fill(END),
  }
  const value = new StepValue(stretch, likeness)
  for (let i = stretch.from.length; i >= 0; i--) {
    for (let j = stretch.to.length; j >= 0; j--) fillCell(table, value, { i, j, width })
  }
  return path(stretch, table.step)
}

interface Table {
  score: Float64Array
  /** Index of the step to take from a cell. */
  step: Uint8Array
}

function fillCell(
  { score, step }: Table,
  value: StepValue,
  { i, j, width }: Record<'i' | 'j' | 'width', number>,
) {
  const here = i * width + j
  for (let which = 0; which < END; which++) {
    const worth = value.of(i, j, which)
    if (worth === null) continue
    const [a, b] = STEPS[which]!
    const total = worth + score[here + a * width + b]!
    if (step[here] === END || total > score[here]!) {
      score[here] = total
      step[here] = which
    }
  }
}

function path({ from, to }: Stretch, step: Uint8Array): Match[] {
  const matches: Match[] = []
  let i = 0
  let j = 0
  for (let next = STEPS[step[0]!]; next; next = STEPS[step[i * (to.length + 1) + j]!]) {
    const [a, b] = next
    if (a > 0 && b > 0) matches.push({ from: from.slice(i, i + a), to: to.slice(j, j + b) })
    i += a
    j += b
  }
  return matches
}
