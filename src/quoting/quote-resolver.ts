import type { Archive } from '../archive/archive.ts'
import { coreOf } from '../identity/digest.ts'
import { printQuoteId, type QuoteId } from '../identity/ids.ts'
import type { Match } from '../matching/verification/match.ts'
import type { VersionEntry } from '../store/versions.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { readHint } from './hint.ts'
import { describeQuote, exactOf, type Quote } from './quote.ts'
import { type CarriedFrom, type QuoteStatus, statusOfSameWords } from './quote-status.ts'
import type { TextOfWork } from './text-of-work.ts'
import { type SearchedVersion, searchVersions } from './work-texts.ts'

/** What became of a quote in a version. */
export interface QuoteStanding {
  status: QuoteStatus
  version: VersionEntry
  /** The words that stand there instead, and how they differ; null where the same stand there, or none. */
  instead: Match | null
}

/** A quote by its id: the words as first recorded, where they stand or last stood, and what became of them. */
export interface ResolvedQuote extends Quote {
  standing: QuoteStanding
  /** The words that stand there instead as a quote of their own. */
  successor: Quote | null
}

/** A version with the quote's place in it, when it has one. */
interface Located extends SearchedVersion {
  parts: readonly Utf16Range[] | null
}

type LocatedThere = Located & { parts: readonly Utf16Range[] }

/**
 * The quote with an id in the versions of a work, and what became of it in the version of `place`. What looks for words
 * that were altered or left out is loaded for the first of them.
 */
export async function resolveQuote(
  archive: Archive,
  { work, versionNo }: TextOfWork,
  { id, hint }: { id: QuoteId; hint: string | undefined },
): Promise<Omit<ResolvedQuote, 'successor'> | undefined> {
  const versions = await archive.reads.versions.ofWork(work)
  const registered = await archive.reads.quotes.byId(printQuoteId(id))
  const words = registered?.exact || (await wordsFound(archive, versions, { id, hint }))
  if (words === undefined) return undefined
  const located = await locate(archive, versions, { words, occurrence: id.occurrence })
  const there = located.filter((version): version is LocatedThere => version.parts !== null)
  const [first] = there
  if (!first) return undefined
  const wanted = located.find(({ entry }) => entry.no === versionNo)!
  const shown =
    there.find(({ entry }) => entry.no === versionNo) ??
    there.findLast(({ entry }) => entry.no < versionNo) ??
    first
  const describe = (version: LocatedThere) =>
    describeQuote(archive, version, {
      ...{ work, parts: version.parts, n: id.occurrence },
      registered: registered?.id,
    })
  const quote = await describe(shown)
  const recorded = shown === first ? quote : await describe(first)
  return {
    ...quote,
    exact: recorded.exact,
    sha256: recorded.sha256,
    standing: await standingIn(wanted, { recorded, last: quote, located }),
  }
}

async function standingIn(
  { entry: version, text, parts }: Located,
  { recorded, last, located }: { recorded: Quote; last: Quote; located: readonly Located[] },
): Promise<QuoteStanding> {
  const since = (quote: Quote) => ({ text, carriedFrom: carriedBetween(located, quote.version, version) })
  if (parts) return { status: statusOfSameWords(since(recorded), recorded, last), version, instead: null }
  const { findAlteration } = await import('./alteration.ts')
  const { status, match } = findAlteration(since(last), last)
  return { status, version, instead: match }
}

/** Which paragraphs of an older version those of a newer one carry the text of, over all versions between. */
function carriedBetween(located: readonly Located[], older: VersionEntry, newer: VersionEntry): CarriedFrom {
  const between = located.filter(({ entry }) => entry.no > older.no && entry.no <= newer.no).reverse()
  return (paragraph) => {
    let carried: readonly string[] = [paragraph]
    for (const { carriedFrom } of between) carried = [...new Set(carried.flatMap(carriedFrom))]
    return new Set(carried)
  }
}

/** The words of a quote that is not registered: those that the hint shows; else the sentences of the versions are tried. */
async function wordsFound(
  archive: Archive,
  versions: readonly VersionEntry[],
  { id, hint }: { id: QuoteId; hint: string | undefined },
): Promise<string | undefined> {
  for (const { no } of versions.toReversed()) {
    const text = await archive.readingText(no)
    const parts = hint === undefined ? null : readHint(text, hint)
    const hinted = parts && exactOf(text, parts)
    if (hinted !== null && coreOf(hinted) === id.core) return hinted
    const run = await archive.sentenceRuns.find(no, text, id.core)
    if (run !== undefined) return run
  }
  return undefined
}

async function locate(
  archive: Archive,
  versions: readonly VersionEntry[],
  { words, occurrence }: { words: string; occurrence: number },
): Promise<Located[]> {
  const searched = await searchVersions(archive, versions, canonicalWords(words))
  if (searched.some(({ occurrences }) => occurrences.length > 0))
    return searched.map((version) => ({ ...version, parts: literalParts(version, occurrence) }))
  // Words with omissions are numbered together: they have one place in a version.
  const { elidedWords } = await import('./elided-words.ts')
  return searched.map((version) => ({ ...version, parts: elidedWords(version.text, words)?.parts ?? null }))
}

function literalParts({ occurrences }: SearchedVersion, occurrence: number): Utf16Range[] | null {
  const found = occurrences.find(({ n }) => n === occurrence)
  return found ? [found.range] : null
}
