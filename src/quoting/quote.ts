import type { Archive } from '../archive/archive.ts'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { printQuoteId } from '../identity/ids.ts'
import { type ByteRange, rangeSwhids } from '../identity/swhid.ts'
import { segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
import type { ReadingText, Span } from '../matching/reading-text.ts'
import { locatorsAt, type PassageLocator } from '../numbering/numbering.ts'
import type { VersionEntry } from '../store/versions.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { OMISSION } from '../text/omission.ts'
import { printHint } from './hint.ts'
import { type QuotedPart, quotedPart } from './selectors/quoted-part.ts'
import { textDirective } from './selectors/text-directive.ts'
import type { SearchedVersion } from './work-texts.ts'

/** A quote as it stands in a version of a work. Offsets are code points. */
export interface Quote {
  id: string
  exact: string
  core: string
  sha256: string
  /** The version in which it stands so. */
  version: VersionEntry
  spans: Span[]
  /** Where its paragraphs stand in second numberings of that version. */
  locators: PassageLocator[]
  /** Its runs of words as they stand in the version: several when some are left out between them. */
  parts: QuotedPart[]
  /** Where it stands, as its address says it. */
  hint: string
  prefix: string
  suffix: string
  /** Which of the places where the words stand, from 1, and in how many of them they stand in the version. */
  occurrence: number
  occurrences: number
  sourceRanges: ByteRange[]
  /** The same as SWHIDs (ISO 18670), which anyone who has the source's bytes can check; none once it is erased. */
  swhids: string[]
  /** Where the words stand in the version's reading text as it is served. */
  position: { start: number; end: number }
  /** By which a browser shows the words in a page of the text; null where there is none. */
  textDirective: string | null
  registered: boolean
}

/** Where a quote stands: one range, or several with omissions between them, and its number among its like. */
export interface Placement {
  parts: readonly Utf16Range[]
  n: number
}

/**
 * Everything about the quote that stands so in a version.
 *
 * @param registered the id of a quote that is known to be registered: no other is looked for when it is this one
 */
export async function describeQuote(
  archive: Archive,
  { text, entry, occurrences }: SearchedVersion,
  { work, parts, n, registered }: Placement & { work: string; registered?: string | undefined },
): Promise<Quote> {
  const exact = exactOf(text, parts)
  const core = coreOfDigest(sha256(canonicalWords(exact)))
  const id = printQuoteId({ work, core, occurrence: n })
  const quoted = parts.map((part) => quotedPart(text, part))
  const [first, last] = [quoted[0]!, quoted.at(-1)!]
  const spans = quoted.flatMap((part) => part.spans)
  const ranges = await rangesInSource(archive, { text, entry, spans })
  const { numberings } = await archive.reads.paragraphs.card(entry.no)
  const content = await archive.swhids.of(entry.readFrom)
  return {
    id,
    exact,
    core,
    sha256: sha256(exact),
    version: entry,
    spans,
    locators: locatorsAt(numberings, numbersOf(spans)),
    hint: printHint(text, parts),
    parts: quoted,
    prefix: first.prefix,
    suffix: last.suffix,
    occurrence: n,
    occurrences: Math.max(1, occurrences.length),
    sourceRanges: ranges,
    swhids: content === null ? [] : rangeSwhids(content, ranges),
    position: { start: first.position.start, end: last.position.end },
    textDirective: textDirective(text, parts, occurrences.length > 1),
    registered: id === registered || (await archive.reads.quotes.byId(id)) !== undefined,
  }
}

/** The numbers of the paragraphs over which a quote runs, in order; none where it stands outside all that are counted. */
export function numbersOf(spans: readonly Span[]): number[] {
  return spans.flatMap(({ number }) => number ?? [])
}

/** The exact words at these ranges, with {@link OMISSION} for what is left out between them. */
export function exactOf(text: ReadingText, parts: readonly Utf16Range[]): string {
  return parts.map((part) => text.exact(part)).join(OMISSION)
}

async function rangesInSource(
  archive: Archive,
  { text, entry, spans }: { text: ReadingText; entry: VersionEntry; spans: readonly Span[] },
): Promise<ByteRange[]> {
  const blocks = { from: spans[0]!.block, to: spans.at(-1)!.block }
  const segments = segmentsByBlock(await archive.reads.provenance.segmentsOf(entry.no, blocks))
  return spans.flatMap(({ block, start, end }) =>
    sourceRanges(segments.get(block) ?? [], text.block(block).text, start, end),
  )
}
