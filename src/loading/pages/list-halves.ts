/** Lists that the end of a page cuts. */
import type { DraftBlock } from '../draft.ts'

/** Tells of an index whether the block stands between an item of a numbered list and the next one. */
export function betweenItems(source: string, blocks: readonly DraftBlock[]): (index: number) => boolean {
  const numberAt = (index: number) => {
    const block = blocks[index]
    return block?.kind === 'li' ? numberBefore(source, block) : undefined
  }
  return (index) => {
    const before = numberAt(index - 1)
    return before !== undefined && numberAt(index + 1) === before + 1
  }
}

/** The number that stands before the words of an item. */
function numberBefore(source: string, { start }: DraftBlock): number | undefined {
  const before = source.slice(Math.max(0, start - 12), start)
  const [, digits] = /(?:^|[\n\r\f ])\(?(\d{1,3})[.)][ \t]+$/.exec(before) ?? []
  return digits === undefined ? undefined : Number(digits)
}
