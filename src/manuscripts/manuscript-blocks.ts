import type { FormatMark, ManuscriptDraft } from './formats/format.ts'
import { ManuscriptBlock } from './manuscript-block.ts'

/** The blocks of a manuscript, each with what its format says of its words. */
export function manuscriptBlocks({ draft, marks }: ManuscriptDraft): ManuscriptBlock[] {
  const inOrder = marks.toSorted((a, b) => a.start - b.start)
  let next = 0
  return draft.blocks.map((block) => {
    const own: FormatMark[] = []
    for (; next < inOrder.length && inOrder[next]!.start < block.end; next++) own.push(inOrder[next]!)
    return new ManuscriptBlock(draft.source, block, own)
  })
}
