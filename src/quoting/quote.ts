import type { Archive } from '../archive/archive.ts'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { printQuoteId } from '../identity/ids.ts'
import { type ByteRange, segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
import type { VersionEntry } from '../store/version-list.ts'
import { readSegments } from '../store/versions.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { codePointLength, toUtf16 } from '../text/offsets.ts'
import { printHint } from './hint.ts'
import type { ReadingText, Span } from './reading-text.ts'
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
  /** Where it stands, as its address says it. */
  hint: string
  prefix: string
  suffix: string
  /** Which of the places where the words stand, from 1, and in how many of them they stand in the version. */
  occurrence: number
  occurrences: number
  sourceRanges: ByteRange[]
  /** Where the words stand in the version's reading text as it is served. */
  position: { start: number; end: number }
  registered: boolean
}

/** Where a quote stands: one range, or several with omissions between them, and its number among its like. */
export interface Standing {
  parts: readonly Utf16Range[]
  n: number
}

/** How much of the text around a quote goes along with it, in code points. */
const CONTEXT = 32

/** Everything about the quote that stands so in a version. */
export async function describeQuote(
  archive: Archive,
  { text, entry, occurrences }: SearchedVersion,
  { work, parts, n }: Standing & { work: string },
): Promise<Quote> {
  const exact = exactOf(text, parts)
  const core = coreOfDigest(sha256(canonicalWords(exact)))
  const id = printQuoteId({ work, core, occurrence: n })
  const spans = parts.flatMap((part) => text.spans(part))
  const last = spans.at(-1)!
  return {
    id,
    exact,
    core,
    sha256: sha256(exact),
    version: entry,
    spans,
    hint: printHint(text, parts),
    prefix: lastCodePoints(text.text.slice(0, parts[0]!.start), CONTEXT),
    suffix: firstCodePoints(text.text.slice(parts.at(-1)!.end), CONTEXT),
    occurrence: n,
    occurrences: Math.max(1, occurrences.length),
    sourceRanges: await rangesInSource(archive, { text, entry, spans }),
    position: {
      start: text.servedOffset(spans[0]!),
      end: text.servedOffset({ block: last.block, start: last.end }),
    },
    registered: archive.quotes.byId(id) !== undefined,
  }
}

/** The exact words at these ranges, with ` [...] ` for what is left out between them (DESIGN §2). */
export function exactOf(text: ReadingText, parts: readonly Utf16Range[]): string {
  return parts.map((part) => text.exact(part)).join(' [...] ')
}

async function rangesInSource(
  archive: Archive,
  { text, entry, spans }: { text: ReadingText; entry: VersionEntry; spans: readonly Span[] },
): Promise<ByteRange[]> {
  const blocks = { from: spans[0]!.block, to: spans.at(-1)!.block }
  const segments = segmentsByBlock(await readSegments(archive.connection.query, entry.no, blocks))
  return spans.flatMap(({ block, start, end }) =>
    sourceRanges(segments.get(block) ?? [], text.block(block).text, start, end),
  )
}

function firstCodePoints(text: string, count: number): string {
  return text.slice(0, toUtf16(text, count))
}

function lastCodePoints(text: string, count: number): string {
  const window = text.slice(-2 * count).replace(/^[\udc00-\udfff]/, '')
  return window.slice(toUtf16(window, Math.max(0, codePointLength(window) - count)))
}
