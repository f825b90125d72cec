import { type ReadingBlock, ReadingText } from '../matching/reading-text.ts'
import type { VersionReads } from '../store/versions.ts'
import type { Candidate } from './candidates.ts'

/** The text of a candidate with what stands around, and where it is. */
export interface Slice extends Pick<Candidate, 'workNo' | 'versionNo'> {
  text: ReadingText
}

/** Blocks looked at before and after those that have something of the quotation: a heading may stand between. */
const MARGIN = 2
/** Characters that are looked at, at least. */
const LEAST_SLICE = 200_000

/** The candidate's blocks with those around, as far as a quotation of this length may reach. */
export async function sliceOf(
  versions: Pick<VersionReads, 'blocksBetween'>,
  { workNo, versionNo, from, to }: Candidate,
  quotationLength: number,
): Promise<Slice> {
  const blocks = await versions.blocksBetween(versionNo, Math.max(0, from - MARGIN), to + MARGIN)
  const longest = LEAST_SLICE + quotationLength * 4
  const taken: ReadingBlock[] = []
  let length = 0
  for (const block of blocks) {
    if (length > longest) break
    taken.push(block)
    length += block.text.length
  }
  return { workNo, versionNo, text: new ReadingText(taken) }
}
