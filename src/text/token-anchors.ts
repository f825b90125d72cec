import { longestIncreasing } from './longest-increasing.ts'

/** Tokens in a row that make an anchor: one word alone is too easily moved elsewhere. */
const RUN = 3

/**
 * Places where two texts surely stand side by side: runs of three tokens that each has exactly once, as many as
 * keep their order (patience diff). Index pairs, increasing in both.
 */
export function anchors(a: readonly string[], b: readonly string[]): [number, number][] {
  const inB = uniqueRuns(b)
  const pairs: [number, number][] = []
  for (const [run, i] of uniqueRuns(a)) {
    const j = inB.get(run)
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j])
  }
  return longestIncreasing(pairs.map(([, j]) => j)).map((at) => pairs[at]!)
}

/** Run → where it begins, in order; -1 when it stands in several places. */
function uniqueRuns(tokens: readonly string[]): Map<string, number> {
  const runs = new Map<string, number>()
  for (let at = 0; at + RUN <= tokens.length; at++) {
    const run = tokens.slice(at, at + RUN).join(' ')
    runs.set(run, runs.has(run) ? -1 : at)
  }
  return runs
}
