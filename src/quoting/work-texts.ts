import type { Archive } from '../archive/archive.ts'
import { numberOccurrences } from '../lineage/occurrences.ts'
import { findOccurrences, type Occurrence } from '../matching/occurrences.ts'
import type { ReadingText } from '../matching/reading-text.ts'
import type { LineageChange, VersionEntry } from '../store/versions.ts'

/** A version of a work with the places where some words stand in it, numbered over the work's history. */
export interface SearchedVersion {
  entry: VersionEntry
  text: ReadingText
  occurrences: Occurrence[]
  /** The paragraphs of the version before of which a paragraph of this one carries the text, itself among them. */
  carriedFrom: (paragraph: string) => readonly string[]
}

/** Characters around an occurrence by which it is known again. */
const CONTEXT = 32

/**
 * Every version of a work, the oldest first, with the places where these words (C2) stand. Their numbers are
 * append-only: what a later version brings never renumbers what stood in an earlier one.
 */
export async function searchVersions(
  archive: Archive,
  versions: readonly VersionEntry[],
  words: string,
): Promise<SearchedVersion[]> {
  const [first, last] = [versions[0], versions.at(-1)]
  const changes =
    first && last && first !== last
      ? await archive.reads.versions.changes(first.workNo, { after: first.no, to: last.no })
      : []
  const searched: SearchedVersion[] = []
  let at = 0
  for (const entry of versions) {
    const text = await archive.readingText(entry.no)
    const from = at
    // Those of versions that were withdrawn between two lead from the one to the other.
    while (at < changes.length && changes[at]!.versionNo <= entry.no) at++
    const carriedFrom = carriedIn(changes.slice(from, at))
    searched.push({ entry, text, occurrences: findOccurrences(text, words), carriedFrom })
  }
  if (searched.length > 1) renumber(searched)
  return searched
}

function renumber(searched: SearchedVersion[]): void {
  const numbers = numberOccurrences(
    searched.map(({ text, occurrences, carriedFrom }) => ({
      standings: occurrences.map((occurrence) => standing(text, occurrence)),
      carriedFrom,
    })),
  )
  for (const [version, { occurrences }] of searched.entries()) {
    for (const [index, occurrence] of occurrences.entries()) occurrence.n = numbers[version]![index]!
  }
}

function standing(text: ReadingText, { range }: Occurrence) {
  const [span] = text.spans(range)
  return {
    place: span!.paragraph ?? `b${span!.block}`,
    start: span!.utf16.start,
    before: text.text.slice(Math.max(0, range.start - CONTEXT), range.start),
    after: text.text.slice(range.end, range.end + CONTEXT),
  }
}

function carriedIn(changes: readonly LineageChange[]): SearchedVersion['carriedFrom'] {
  const carried = new Map<string, string[]>()
  const carries = (paragraph: string, older: string) =>
    carried.set(paragraph, [...(carried.get(paragraph) ?? [paragraph]), older])
  for (const { paragraph, into, from } of changes) {
    if (into !== null) carries(into, paragraph)
    if (from !== null) carries(paragraph, from)
  }
  return (paragraph) => carried.get(paragraph) ?? [paragraph]
}
