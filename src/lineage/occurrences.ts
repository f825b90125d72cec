import { pairOccurrences } from './anchors.ts'
import { grouped } from './grouped.ts'
import type { OccurrenceContext } from './occurrence-context.ts'
import { PlaceSets } from './place-sets.ts'
import { matchStandings, surroundings } from './standings.ts'

/** A version of a work: where some words stand in it, and what its paragraphs come from. */
export interface StandingsOfVersion {
  /** In reading order. */
  standings: readonly OccurrenceContext[]
  /** The places of the version before whose text a place carries: itself, those merged into it, the one it was split from. */
  carriedFrom: (place: string) => readonly string[]
}

/** An occurrence as it stood last. */
interface Known {
  n: number
  /** Index of the version, and in its standings. */
  version: number
  index: number
  standing: OccurrenceContext
}

/** Numbers that do not stand in a version yet, and standings that have no number yet. */
interface Open {
  free: Known[]
  left: { index: number; standing: OccurrenceContext }[]
}

type Found = [known: Known, index: number][]

/**
 * The numbers, from 1, of some words' occurrences in each version of a work, the oldest version first. An occurrence
 * keeps its number for ever; one that is new gets the next, wherever it stands. Later versions never change the
 * numbers of earlier ones.
 */
export function numberOccurrences(versions: readonly StandingsOfVersion[]): number[][] {
  const known: Known[] = []
  return versions.map(({ standings }, version) => {
    const numbers: number[] = new Array(standings.length).fill(0)
    const stand = (occurrence: Known, index: number) => {
      numbers[index] = occurrence.n
      Object.assign(occurrence, { version, index, standing: standings[index]! })
    }
    const open = (): Open => ({
      free: known.filter((occurrence) => occurrence.version < version),
      left: standings.flatMap((standing, index) => (numbers[index] === 0 ? [{ index, standing }] : [])),
    })
    const settle = (found: Found) => {
      for (const [occurrence, index] of found) stand(occurrence, index)
    }
    for (const since of versionsOf(open())) {
      const isSure = (place: string) => since === version - 1 && !UNCOUNTED.test(place)
      settle(inPlace({ versions, version, since, isSure }, open()))
    }
    for (const key of SURROUNDINGS) settle(elsewhere(key, open()))
    settle(inPlace({ versions, version, since: version - 1, isSure: () => true }, open()))
    for (const { index, standing } of open().left) {
      const n = known.length + 1
      numbers[index] = n
      known.push({ n, version, index, standing })
    }
    return numbers
  })
}

/** The versions in which occurrences stood last that may return, the newest first. */
function versionsOf({ free }: Open): number[] {
  return [...new Set(free.map(({ version }) => version))].sort((a, b) => b - a)
}

/** Places that are no paragraph: their names say only where they stand, in which another may stand next. */
const UNCOUNTED = /^b\d{1,9}$/

interface Comparison {
  versions: readonly StandingsOfVersion[]
  /** Index of the version to number, and of the one in which the occurrences stood last. */
  version: number
  since: number
  /** Whether the place alone proves that an occurrence is the same; else half of what surrounds it must be. */
  isSure: (place: string) => boolean
}

/** Occurrences that stand where they stood in an earlier version, or where that text went; in order. */
function inPlace({ versions, version, since, isSure }: Comparison, { free, left }: Open): Found {
  const older = free.filter((occurrence) => occurrence.version === since).sort((a, b) => a.index - b.index)
  const places = new Set(older.map(({ standing }) => standing.place))
  const sets = new PlaceSets()
  for (const place of new Set(left.map(({ standing }) => standing.place))) {
    for (const origin of originsOf(versions, place, { version, since })) {
      if (places.has(origin)) sets.join(`new ${place}`, `old ${origin}`)
    }
  }
  const olderBySet = grouped(older, ({ standing }) => sets.of(`old ${standing.place}`))
  const newerBySet = grouped(left, ({ standing }) => sets.of(`new ${standing.place}`))
  return [...olderBySet].flatMap(([set, older]) => {
    const newer = newerBySet.get(set) ?? []
    return matchStandings(
      older.map(({ standing }) => standing),
      newer.map(({ standing }) => standing),
      !isSure(older[0]!.standing.place),
    ).map(([i, j]): Found[number] => [older[i]!, newer[j]!.index])
  })
}

/** The places of an earlier version whose text a place carries. */
function originsOf(
  versions: readonly StandingsOfVersion[],
  place: string,
  { version, since }: { version: number; since: number },
): Set<string> {
  let places = new Set([place])
  for (let at = version; at > since; at--) {
    places = new Set([...places].flatMap((place) => [...versions[at]!.carriedFrom(place)]))
  }
  return places
}

/** By what an occurrence is known that went to another place: all that surrounds it, or one side of it. */
const SURROUNDINGS = [
  surroundings,
  ({ before }: OccurrenceContext) => enough(before),
  ({ after }: OccurrenceContext) => enough(after),
]

/** At the text's edge too few characters may be left to prove anything. */
const SHORTEST = 8

function enough(context: string): string | null {
  return context.length < SHORTEST ? null : context
}

function elsewhere(keyOf: (standing: OccurrenceContext) => string | null, { free, left }: Open): Found {
  const keys = (standings: readonly { standing: OccurrenceContext }[]) =>
    standings.flatMap(({ standing }, index) => {
      const key = keyOf(standing)
      return key === null ? [] : [[key, index] as const]
    })
  return pairOccurrences(keys(free), keys(left)).map(([i, j]) => [free[i]!, left[j]!.index])
}
