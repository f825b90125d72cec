import type { DraftBlock } from '../draft.ts'
import { isDomain } from '../metadata/retrieved.ts'

/** Nothing but a link or a web address. */
export function isSite(block: DraftBlock): boolean {
  if (block.text.length > 200 || block.kind === 'heading') return false
  if (isDomain(block.text)) return true
  const [link, ...others] = block.links
  const labelled = block.pieces.filter((piece) => piece.op !== 'drop')
  return (
    link !== undefined &&
    others.length === 0 &&
    labelled.every((piece) => piece.start >= link.label.start && piece.end <= link.label.end)
  )
}
