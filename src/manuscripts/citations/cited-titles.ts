import type { Utf16Range } from '../../text/folded.ts'
import type { ManuscriptBlock } from '../manuscript-block.ts'
import type { CitationsOfBlocks } from './beside.ts'

/** Whether what stands between marks is the title of what is cited there: in a note, a list of references, or brackets. */
export function isCitedTitle(
  citations: CitationsOfBlocks,
  block: ManuscriptBlock,
  { start, end }: Utf16Range,
): boolean {
  const words = block.text.slice(start, end).replace(/[,.]$/, '')
  return (citations.get(block) ?? []).some(
    ({ from, to, sources }) =>
      from <= start && end <= to && sources.some(({ claim: { title } }) => title === words),
  )
}
