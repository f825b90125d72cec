import type { Archive } from '../archive/archive.ts'
import type { Segment } from '../loading/segment.ts'
import { skeletonOf } from '../matching/verification/likeness/skeleton.ts'
import { withoutNotes } from '../matching/verification/setting/copied.ts'
import { flagsBeyondSetting } from '../matching/verification/setting/flags-beyond-setting.ts'
import type { VerifiedMatch } from './verification.ts'

const SLASH = / \/{1,2} /g
/** What the ends of lines become, by the loaders. */
const LINE_ENDS: ReadonlySet<string> = new Set(['hardbreak', 'softbreak'])

/** A match whose quotation may set slashes for the ends of lines, and the version that it stands in. */
export interface InVersion {
  match: VerifiedMatch
  versionNo: number
}

/**
 * The matches, those first that are as they were: a slash in a quotation stands for the end of a line only where the
 * source has one; in prose it is a change.
 */
export async function withTrueSlashes(
  archive: Archive,
  matches: readonly InVersion[],
): Promise<VerifiedMatch[]> {
  const [kept, changed]: [VerifiedMatch[], VerifiedMatch[]] = [[], []]
  for (const found of matches) {
    if (await areTrue(archive, found)) kept.push(found.match)
    else changed.push(asChanged(found.match))
  }
  return [...kept, ...changed]
}

function asChanged(match: VerifiedMatch): VerifiedMatch {
  return { ...match, verdict: 'altered', flags: flagsBeyondSetting(match.asQuoted, match.exact) }
}

async function areTrue(archive: Archive, { match, versionNo }: InVersion): Promise<boolean> {
  const { verdict, asQuoted, exact, parts } = match
  const [part] = parts
  if ((verdict !== 'typography' && verdict !== 'case') || !part) return true
  const places = slashesIn(withoutNotes(asQuoted), exact)
  if (places.length === 0) return true
  const text = await archive.readingText(versionNo)
  for (const { start, end } of places) {
    const [span, other] = text.spans({ start: part.start + start, end: part.start + end + 1 })
    if (other || !span) continue
    const blocks = { from: span.block, to: span.block }
    const segments = await archive.reads.provenance.segmentsOf(versionNo, blocks)
    if (!segments.some((segment) => endsLineIn(segment, span))) return false
  }
  return true
}

function endsLineIn({ kind, target }: Segment, span: { start: number; end: number }): boolean {
  return LINE_ENDS.has(kind) && target !== undefined && span.start <= target.start && target.end <= span.end
}

/** Where the slashes of a quotation stand in its passage: between which letters (UTF-16). None that the passage has. */
function slashesIn(quoted: string, exact: string): { start: number; end: number }[] {
  const { letters, offsets } = skeletonOf(exact)
  if (skeletonOf(quoted).letters !== letters) return []
  return [...quoted.matchAll(SLASH)].flatMap(({ index }) => {
    const before = skeletonOf(quoted.slice(0, index)).letters.length
    const [start, end] = [offsets[before - 1], offsets[before]]
    if (start === undefined || end === undefined || exact.slice(start, end).includes('/')) return []
    return [{ start, end }]
  })
}
