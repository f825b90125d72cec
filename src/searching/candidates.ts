import { coreOf } from '../identity/digest.ts'
import type { PassageReads } from '../store/sqlite/search/passages.ts'
import type { BlockPlace } from '../store/texts.ts'
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
export function findCandidates(passages: PassageReads, quotation: string): Candidate[] | null {
  const whole = passages.withCore(coreOf(quotation))
  const texts = new Map(whole.map((text) => [text, MOST_GRAMS]))
  addByFingerprints(passages, texts, lettersOf(quotation))
  if (texts.size === 0 && !addByWords(passages, texts, quotation)) return null
  return clusters(passages, texts).slice(0, MOST_CANDIDATES)
}

function addByFingerprints(passages: PassageReads, texts: Map<number, number>, letters: string): void {
  const hashes = [...new Set(gramHashes(letters))]
  const step = Math.max(1, hashes.length / MOST_GRAMS)
  for (let at = 0; at < hashes.length; at += step) {
    const found = passages.withFingerprint(hashes[Math.floor(at)]!, MOST_TEXTS)
    const weight = 1 / (1 + Math.log2(1 + found.length))
    for (const text of found) texts.set(text, (texts.get(text) ?? 0) + weight)
  }
}

/** By the rarest words of the quotation together. False when too many texts have them. */
function addByWords(passages: PassageReads, texts: Map<number, number>, quotation: string): boolean {
  const words = rarestWords(passages, quotation)
  if (words.length === 0) return true
  const found = passages.withWords(words, Number.MAX_SAFE_INTEGER, MOST_WITH_WORDS + 1)
  for (const text of found) texts.set(text, 1)
  return found.length <= MOST_WITH_WORDS
}

function rarestWords(passages: PassageReads, quotation: string): string[] {
  const distinct = new Set<string>()
  for (const { word } of wordsOf(quotation)) distinct.add(word)
  return [...distinct]
    .map((word) => ({ word, texts: passages.textsWith(word) }))
    .filter(({ texts }) => texts > 0)
    .sort((a, b) => a.texts - b.texts)
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
}

/** Blocks that stand near one another, of the newest version of each work that has any. */
function clusters(passages: PassageReads, texts: Map<number, number>): Candidate[] {
  const likeliest = [...texts].sort((a, b) => b[1] - a[1]).slice(0, MOST_FOLLOWED)
  const byWork = new Map<number, (BlockPlace & { weight: number })[]>()
  for (const [text, weight] of likeliest) {
    for (const place of passages.placesOf(text)) {
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
