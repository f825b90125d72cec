import type { BlockPlace, TextReads } from '../store/texts.ts'

/** Some blocks of a version in which a quotation may stand, and how much speaks for it. */
export interface Candidate {
  workNo: number
  versionNo: number
  /** Ordinals, both included. */
  from: number
  to: number
  weight: number
}

type WeighedPlace = BlockPlace & { weight: number }

/** Blocks between two that have something of the quotation and still belong together. */
const GAP = 2
/** An older version is looked at when so much more speaks for it than for the newest. */
const WORTH_AN_OLDER = 1.1
/** Candidates whose text is compared with the quotation. */
const MOST_CANDIDATES = 8

/**
 * Blocks that stand near one another and have texts of these, of the newest version of each work that has any; the
 * likeliest first.
 *
 * @param weighed texts by their keys, with how much speaks for each
 */
export async function candidatesOf(
  reads: TextReads,
  weighed: readonly [text: number, weight: number][],
): Promise<Candidate[]> {
  const placesOfTexts = await reads.placesOf(weighed.map(([text]) => text))
  const byWork = new Map<number, WeighedPlace[]>()
  for (const [at, [, weight]] of weighed.entries()) {
    for (const place of placesOfTexts[at]!) {
      const places = byWork.get(place.workNo) ?? []
      places.push({ ...place, weight })
      byWork.set(place.workNo, places)
    }
  }
  const found = [...byWork.values()].flatMap(candidatesOfWork).sort((a, b) => b.weight - a.weight)
  return found.slice(0, MOST_CANDIDATES)
}

function candidatesOfWork(places: readonly WeighedPlace[]): Candidate[] {
  const sorted = [...places].sort((a, b) => b.versionNo - a.versionNo || a.ordinal - b.ordinal)
  const found: Candidate[] = []
  for (const { workNo, versionNo, ordinal, weight } of sorted) {
    const open = found.at(-1)
    if (open?.versionNo === versionNo && ordinal - open.to <= GAP) {
      open.to = ordinal
      open.weight += weight
    } else found.push({ workNo, versionNo, from: ordinal, to: ordinal, weight })
  }
  const newest = found.filter(({ versionNo }) => versionNo === sorted[0]!.versionNo)
  const [older] = found.filter((candidate) => !newest.includes(candidate)).sort((a, b) => b.weight - a.weight)
  const most = Math.max(...newest.map(({ weight }) => weight))
  return older && older.weight > most * WORTH_AN_OLDER ? [...newest, older] : newest
}
