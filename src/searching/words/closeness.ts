/** A form of a group where it stands in a text: its first word, by index, and its words. */
export interface Standing {
  at: number
  words: readonly string[]
  group: number
  weight: number
}

/** Words among which what stands together is looked for. */
const SPAN = 40
/** What each word between takes off, as a share. */
const LOOSENED = 0.012
/** What two neighbours of the search give, as a share of the rarer one's part, where they are neighbours in the text too. */
const NEIGHBOURS = 0.35
const TURNED = 0.15
/** Where more stands in a text, only so many stretches of it are looked at closely. */
const MOST_CLOSELY = 300
const MOST_STRETCHES = 12
/** Words that may stand between neighbours. */
const BETWEEN = 2

/** A stretch of a text, by indexes of its first and last words, and how much stands together in it. */
export interface Together {
  from: number
  to: number
  score: number
}

/**
 * The stretch in which most of a search stands, the rarer words weighing more, closest together and most in its order.
 *
 * @param standing in the order of the text
 * @param rarity of each group
 */
export function closestPassage(
  standing: readonly Standing[],
  rarity: readonly number[],
): Together | undefined {
  let best: Together | undefined
  for (const [first, last] of standing.length > MOST_CLOSELY
    ? likeliest(standing, rarity)
    : [[0, standing.length - 1] as const])
    for (let from = first; from <= last; from++) {
      const found = fromHere(standing, from, rarity)
      if (!best || found.score > best.score) best = found
    }
  return best
}

/**
 * Where in a long text much stands together, by indexes of what stands there, both included: in one pass, so that the time
 * grows with the text alone.
 */
function likeliest(standing: readonly Standing[], rarity: readonly number[]): (readonly [number, number])[] {
  const counts = rarity.map(() => 0)
  const found: { first: number; last: number; value: number }[] = []
  let value = 0
  let first = 0
  for (let last = 0; last < standing.length; last++) {
    const { group } = standing[last]!
    if (counts[group]!++ === 0) value += rarity[group]!
    value += neighbours(standing, last, rarity)
    while (standing[last]!.at - standing[first]!.at > SPAN) {
      value -= neighbours(standing, first, rarity)
      const gone = standing[first++]!.group
      if (--counts[gone]! === 0) value -= rarity[gone]!
    }
    const before = found.at(-1)
    if (!before || before.last < first) found.push({ first, last, value })
    else if (value > before.value) Object.assign(before, { first, last, value })
  }
  return found
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST_STRETCHES)
    .map(({ first: from, last }) => [from, last] as const)
}

/** What it gives, about, that one stands behind the one before it as in the search. */
function neighbours(standing: readonly Standing[], at: number, rarity: readonly number[]): number {
  const [before, here] = [standing[at - 1], standing[at]!]
  if (before?.group !== here.group - 1 || here.at - before.at > BETWEEN) return 0
  return NEIGHBOURS * Math.min(rarity[before.group]!, rarity[here.group]!)
}

/** The best stretch that begins with this one. */
function fromHere(standing: readonly Standing[], first: number, rarity: readonly number[]): Together {
  const { at: start } = standing[first]!
  const weights = new Map<number, number>()
  const last = new Map<number, Standing>()
  const joined = new Set<number>()
  let sum = 0
  let best: Together = { from: start, to: start, score: 0 }
  for (let next = first; next < standing.length && standing[next]!.at - start <= SPAN; next++) {
    const each = standing[next]!
    const { at, words, group, weight } = each
    const before = weights.get(group) ?? 0
    if (weight > before) {
      sum += (weight - before) * rarity[group]!
      weights.set(group, weight)
    }
    sum += neighbourly(each, { last, joined, rarity })
    last.set(group, each)
    const end = at + words.length - 1
    const score = sum * (1 - LOOSENED * Math.max(0, end - start + 1 - weights.size))
    if (score > best.score) best = { from: start, to: end, score }
  }
  return best
}

/** What it gives that what stands before or behind it in the search stands just before it here. */
function neighbourly(
  { at, group, weight }: Standing,
  {
    last,
    joined,
    rarity,
  }: { last: ReadonlyMap<number, Standing>; joined: Set<number>; rarity: readonly number[] },
): number {
  let sum = 0
  for (const [other, share] of [
    [group - 1, NEIGHBOURS],
    [group + 1, TURNED],
  ] as const) {
    const before = last.get(other)
    const pair = Math.min(group, other)
    if (!before || joined.has(pair)) continue
    const between = at - (before.at + before.words.length)
    if (between < 0 || between > BETWEEN) continue
    joined.add(pair)
    sum += share * Math.min(weight * rarity[group]!, before.weight * rarity[other]!)
  }
  return sum
}
