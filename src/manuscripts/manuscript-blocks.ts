import type { ManuscriptDraft } from './formats/format.ts'
import { ManuscriptBlock } from './manuscript-block.ts'

/** The blocks of a manuscript, each with what its format says of its words. */
export function manuscriptBlocks({ draft, marks }: ManuscriptDraft): ManuscriptBlock[] {
  return draft.blocks.map((block, at) => new ManuscriptBlock(draft.source, block, marks.get(at)))
}
