import { gapsBetween, inOrder, pairOccurrences } from './anchors.ts'
import type { OccurrenceContext } from './occurrence-context.ts'

/** Above this many cells, only places whose surroundings are equal are told from each other. */
const MOST_CELLS = 250_000

/** One pair more counts for more than any surroundings. */
const PAIR = 1_000_000

/** Where the surroundings are alike, the same place in the block decides. */
const SAME_START = 0.5

/**
 * Pairs the occurrences of one place in two versions, in order: as many as can be, and of several ways the one
 * in which most of the surroundings are the same. Of equals the first.
 *
 * @param strict whether a pair must have half of the older one's surroundings in common
 */
export function matchStandings(
  older: readonly OccurrenceContext[],
  newer: readonly OccurrenceContext[],
  strict: boolean,
): [older: number, newer: number][] {
  if (older.length * newer.length > MOST_CELLS) return matchMany(older, newer, strict)
  const width = newer.length + 1
  const score = new Float64Array((older.length + 1) * width)
  const worth = (i: number, j: number) => worthOf(older[i]!, newer[j]!, strict)
  for (let i = older.length - 1; i >= 0; i--) {
    for (let j = newer.length - 1; j >= 0; j--) {
      const here = i * width + j
      score[here] = Math.max(worth(i, j) + score[here + width + 1]!, score[here + width]!, score[here + 1]!)
    }
  }
  const pairs: [number, number][] = []
  for (let [i, j] = [0, 0]; i < older.length && j < newer.length; ) {
    const here = i * width + j
    const pair = worth(i, j)
    if (pair > 0 && score[here] === pair + score[here + width + 1]!) pairs.push([i++, j++])
    else if (score[here] === score[here + 1]!) j++
    else i++
  }
  return pairs
}

/** What surrounds an occurrence, as a key. */
export function surroundings({ before, after }: OccurrenceContext): string {
  return `${before}\0${after}`
}

function matchMany(
  older: readonly OccurrenceContext[],
  newer: readonly OccurrenceContext[],
  strict: boolean,
): [older: number, newer: number][] {
  const keys = (standings: readonly OccurrenceContext[]) =>
    standings.map((standing, index) => [surroundings(standing), index] as const)
  const anchors = inOrder(pairOccurrences(keys(older), keys(newer)))
  if (strict) return anchors
  const whole = { from: 0, fromEnd: older.length, to: 0, toEnd: newer.length }
  const between = gapsBetween(whole, anchors).flatMap(({ from, fromEnd, to, toEnd }) =>
    Array.from({ length: Math.min(fromEnd - from, toEnd - to) }, (_, step): [number, number] => [
      from + step,
      to + step,
    ]),
  )
  return [...anchors, ...between]
}

/** 0 for what must not be a pair. */
function worthOf(older: OccurrenceContext, newer: OccurrenceContext, strict: boolean): number {
  const common = commonEnd(older.before, newer.before) + commonStart(older.after, newer.after)
  if (strict && common * 2 < older.before.length + older.after.length) return 0
  return PAIR + common + (older.start === newer.start ? SAME_START : 0)
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function commonEnd(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}
