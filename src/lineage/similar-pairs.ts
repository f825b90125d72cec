import { CandidateIndex } from './candidates.ts'
import type { Likeness } from './likeness.ts'
import type { Stretch } from './step-value.ts'

/** The pairs of blocks that are most alike wherever they stand, each block once, by their ordinals. */
export function similarPairs({ from, to }: Stretch, likeness: Likeness): [from: number, to: number][] {
  if (from.length === 0 || to.length === 0) return []
  const index = new CandidateIndex(to, likeness.features.to)
  const pairs: { from: number; to: number; alike: number }[] = []
  for (const older of from) {
    for (const newer of index.of(likeness.features.from.of(older))) {
      const alike = likeness.comparable(older, newer) ? likeness.of(older, newer) : 0
      if (alike > 0) pairs.push({ from: older, to: newer, alike })
    }
  }
  pairs.sort((a, b) => b.alike - a.alike || a.from - b.from || a.to - b.to)
  const usedFrom = new Set<number>()
  const usedTo = new Set<number>()
  const chosen: [number, number][] = []
  for (const { from, to } of pairs) {
    if (usedFrom.has(from) || usedTo.has(to)) continue
    usedFrom.add(from)
    usedTo.add(to)
    chosen.push([from, to])
  }
  return chosen.sort((a, b) => a[0] - b[0])
}
