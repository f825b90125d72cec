import { longestIncreasing } from '../text/longest-increasing.ts'
import { grouped } from './grouped.ts'

/** Consecutive blocks of both versions, between anchors: half-open ranges of ordinals. */
export interface Gap {
  from: number
  fromEnd: number
  to: number
  toEnd: number
}

/** What is certain to belong together, in order in both versions, and the gaps between. */
export interface Anchored {
  pairs: [from: number, to: number][]
  gaps: Gap[]
}

/** Nested deeper than this, texts only look alike: the rest is left to the passes that follow. */
const DEEPEST = 12

/**
 * Recursive patience: equal heads and tails, then keys that stand once in both ranges, as far as they keep
 * their order; again in each gap between them.
 */
export function anchor(from: readonly string[], to: readonly string[]): Anchored {
  const anchored: Anchored = { pairs: [], gaps: [] }
  const open = [{ gap: { from: 0, fromEnd: from.length, to: 0, toEnd: to.length }, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const gap = trimEqual({ from, to }, next.gap, anchored.pairs)
    if (gap.from === gap.fromEnd && gap.to === gap.toEnd) continue
    const pairs = next.depth < DEEPEST ? inOrder(uniqueInBoth({ from, to }, gap)) : []
    anchored.pairs.push(...pairs)
    if (pairs.length === 0) anchored.gaps.push(gap)
    else open.push(...gapsBetween(gap, pairs).map((gap) => ({ gap, depth: next.depth + 1 })))
  }
  return anchored
}

/** The pairs that keep their order, of pairs in the order of the older version. */
export function inOrder(pairs: Anchored['pairs']): Anchored['pairs'] {
  return longestIncreasing(pairs.map(([, to]) => to)).map((index) => pairs[index]!)
}

/** The gaps that pairs in order leave in a gap. */
export function gapsBetween(gap: Gap, pairs: Anchored['pairs']): Gap[] {
  const gaps: Gap[] = []
  let { from, to } = gap
  for (const [fromEnd, toEnd] of [...pairs, [gap.fromEnd, gap.toEnd] as const]) {
    if (fromEnd > from || toEnd > to) gaps.push({ from, fromEnd, to, toEnd })
    from = fromEnd + 1
    to = toEnd + 1
  }
  return gaps
}

/**
 * Pairs the occurrences of each key in order: the first with the first. Every key that stands in both lists
 * gives as many pairs as it has occurrences in the list that has fewer.
 */
export function pairOccurrences(
  from: Iterable<readonly [key: string, ordinal: number]>,
  to: Iterable<readonly [key: string, ordinal: number]>,
): Anchored['pairs'] {
  const waiting = grouped(to, ([key]) => key)
  const used = new Map<string, number>()
  const pairs: Anchored['pairs'] = []
  for (const [key, ordinal] of from) {
    const nth = used.get(key) ?? 0
    const partner = waiting.get(key)?.[nth]
    if (!partner) continue
    used.set(key, nth + 1)
    pairs.push([ordinal, partner[1]])
  }
  return pairs
}

interface Keys {
  from: readonly string[]
  to: readonly string[]
}

function trimEqual(keys: Keys, gap: Gap, pairs: Anchored['pairs']): Gap {
  let { from, fromEnd, to, toEnd } = gap
  while (from < fromEnd && to < toEnd && keys.from[from] === keys.to[to]) pairs.push([from++, to++])
  while (from < fromEnd && to < toEnd && keys.from[fromEnd - 1] === keys.to[toEnd - 1]) {
    pairs.push([--fromEnd, --toEnd])
  }
  return { from, fromEnd, to, toEnd }
}

function uniqueInBoth(keys: Keys, { from, fromEnd, to, toEnd }: Gap): Anchored['pairs'] {
  const newer = onlyPlaces(keys.to, to, toEnd)
  const pairs: Anchored['pairs'] = []
  for (const [key, ordinal] of onlyPlaces(keys.from, from, fromEnd)) {
    const partner = newer.get(key) ?? -1
    if (ordinal >= 0 && partner >= 0) pairs.push([ordinal, partner])
  }
  return pairs
}

/** Where each key stands, in order; -1 for one that stands in several places. */
function onlyPlaces(keys: readonly string[], start: number, end: number): Map<string, number> {
  const places = new Map<string, number>()
  for (let ordinal = start; ordinal < end; ordinal++) {
    places.set(keys[ordinal]!, places.has(keys[ordinal]!) ? -1 : ordinal)
  }
  return places
}
