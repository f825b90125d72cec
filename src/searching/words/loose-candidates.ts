import type { TextReads } from '../../store/texts.ts'
import { gramHashes, isLikelyFingerprint, lettersOf } from '../../text/winnowing.ts'
import type { Group } from './groups.ts'

/** Texts that are read because they have something of a search, though not everything. */
const MOST_READ = 80
/** Groups that are looked up, the rarest, and the texts of one that are: a group in more is looked up with another one. */
const MOST_GROUPS = 8
const MOST_TEXTS = 1500
const MOST_TOGETHER = 300
/** Groups that are looked up by twos, when there are many texts with each. */
const MOST_PAIRED = 4
/** Runs of ten letters of a search that are looked up, and texts that are taken for each. */
const MOST_RUNS = 40
const MOST_WITH_RUN = 60

interface Search {
  typed: string
  groups: readonly Group[]
  rarity: readonly number[]
  none: readonly string[]
}

/** Texts that have the most of a search, as the indexes tell: the likeliest first, in the same order whenever they are asked for. */
export async function looseCandidates(
  reads: TextReads,
  { typed, groups, rarity, none }: Search,
): Promise<number[]> {
  const weights = new Map<number, number>()
  const add = (texts: readonly number[], weight: number) => {
    for (const text of texts) weights.set(text, (weights.get(text) ?? 0) + weight)
  }
  const having = (chosen: readonly number[], limit: number) =>
    reads.withWords(
      { all: chosen.map((at) => groups[at]!.forms.map(({ words }) => words)), none },
      Number.MAX_SAFE_INTEGER,
      limit,
    )
  const rarest = groups
    .map((_, at) => at)
    .filter((at) => groups[at]!.forms.length > 0)
    .sort((a, b) => groups[a]!.texts - groups[b]!.texts)
    .slice(0, MOST_GROUPS)
  const common: number[] = []
  for (const at of rarest) {
    if (groups[at]!.texts <= MOST_TEXTS) add(await having([at], MOST_TEXTS), rarity[at]!)
    else common.push(at)
  }
  for (const [one, other] of pairsOf(common.slice(0, MOST_PAIRED), rarest[0]))
    add(await having([one, other], MOST_TOGETHER), rarity[one]! + rarity[other]!)
  for (const texts of await reads.withFingerprints(runsOf(typed), MOST_WITH_RUN)) add(texts, 1)
  return [...weights]
    .sort((a, b) => b[1] - a[1] || b[0] - a[0])
    .slice(0, MOST_READ)
    .map(([text]) => text)
}

/** Each two of these, and each with the rarest of all. */
function pairsOf(common: readonly number[], rarest: number | undefined): [number, number][] {
  const pairs = common.flatMap((one, at) =>
    common.slice(at + 1).map((other): [number, number] => [one, other]),
  )
  if (rarest === undefined || common.includes(rarest)) return pairs
  return [...pairs, ...common.map((one): [number, number] => [rarest, one])]
}

/** Runs of letters by which a text is found that has the words as they stand. */
function runsOf(typed: string): number[] {
  return [...new Set([...gramHashes(lettersOf(typed))].filter(isLikelyFingerprint))].slice(0, MOST_RUNS)
}
