import { coreOf } from '../identity/digest.ts'
import type { BlockPlace, TextReads } from '../store/texts.ts'
import { gramHashes, lettersOf } from '../text/winnowing.ts'
import { wordsOf } from '../text/words.ts'

/** Some blocks of a version in which a quotation may stand, and how much speaks for it. */
export interface Candidate {
  workNo: number
  versionNo: number
  /** Ordinals, both included. */
  from: number
  to: number
  weight: number
}

/** Runs of a quotation that are looked up, and texts that are taken for each: what is in more says little. */
const MOST_GRAMS = 400
const MOST_TEXTS = 300
/** Texts that are followed to the places where they stand. */
const MOST_FOLLOWED = 200
/** Blocks between two that have something of the quotation and still belong together. */
const GAP = 2
/** An older version is looked at when so much more speaks for it than for the newest. */
const WORTH_AN_OLDER = 1.1
/** Candidates whose text is compared with the quotation. */
const MOST_CANDIDATES = 8
/** Words by which a short quotation is looked for: the rarest ones. */
const MOST_WORDS = 4
/** A short quotation whose words stand together in more texts than this cannot be told from them. */
const MOST_WITH_WORDS = 300

/**
 * Where in the archive a quotation may stand, the likeliest first; null when its words stand in too many places
 * to say. The time is bounded for any quotation.
 */
export async function findCandidates(reads: TextReads, quotation: string): Promise<Candidate[] | null> {
  const whole = await reads.withCore(coreOf(quotation))
  const texts = new Map(whole.map((text) => [text, MOST_GRAMS]))
  await addByFingerprints(reads, texts, lettersOf(quotation))
  if (texts.size === 0 && !(await addByWords(reads, texts, quotation))) return null
  return (await clusters(reads, texts)).slice(0, MOST_CANDIDATES)
}

async function addByFingerprints(
  reads: TextReads,
  texts: Map<number, number>,
  letters: string,
): Promise<void> {
  const hashes = [...new Set(gramHashes(letters))]
  const step = Math.max(1, hashes.length / MOST_GRAMS)
  const chosen: number[] = []
  for (let at = 0; at < hashes.length; at += step) chosen.push(hashes[Math.floor(at)]!)
  for (const found of await reads.withFingerprints(chosen, MOST_TEXTS)) {
    const weight = 1 / (1 + Math.log2(1 + found.length))
    for (const text of found) texts.set(text, (texts.get(text) ?? 0) + weight)
  }
}

/** By the rarest words of the quotation together. False when too many texts have them. */
async function addByWords(reads: TextReads, texts: Map<number, number>, quotation: string): Promise<boolean> {
  const words = await rarestWords(reads, quotation)
  if (words.length === 0) return true
  const found = await reads.withWords(words, Number.MAX_SAFE_INTEGER, MOST_WITH_WORDS + 1)
  for (const text of found) texts.set(text, 1)
  return found.length <= MOST_WITH_WORDS
}

async function rarestWords(reads: TextReads, quotation: string): Promise<string[]> {
  const distinct = new Set<string>()
  for (const { word } of wordsOf(quotation)) distinct.add(word)
  return [...(await reads.textsWith([...distinct]))]
    .map(([word, texts]) => ({ word, texts }))
    .filter(({ texts }) => texts > 0)
    .sort((a, b) => a.texts - b.texts)
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
}

/** Blocks that stand near one another, of the newest version of each work that has any. */
async function clusters(reads: TextReads, texts: Map<number, number>): Promise<Candidate[]> {
  const likeliest = [...texts].sort((a, b) => b[1] - a[1]).slice(0, MOST_FOLLOWED)
  const placesOfTexts = await reads.placesOf(likeliest.map(([text]) => text))
  const byWork = new Map<number, (BlockPlace & { weight: number })[]>()
  for (const [at, [, weight]] of likeliest.entries()) {
    for (const place of placesOfTexts[at]!) {
      const places = byWork.get(place.workNo) ?? []
      places.push({ ...place, weight })
      byWork.set(place.workNo, places)
    }
  }
  return [...byWork.values()].flatMap(clustersOfWork).sort((a, b) => b.weight - a.weight)
}

function clustersOfWork(places: readonly (BlockPlace & { weight: number })[]): Candidate[] {
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
