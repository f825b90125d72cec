import type { Draft, DraftBlock } from '../loading/draft.ts'

/** Numbers runs of blocks: `null` is in none, `same` goes on in that of the block before, any other name is its own. */
export function quotationNumbers(
  blocks: readonly DraftBlock[],
  nameOf: (block: DraftBlock, before: DraftBlock | undefined, at: number) => string | null,
): (number | null)[] {
  let number = -1
  let last: string | null = null
  return blocks.map((block, at) => {
    const name = nameOf(block, blocks[at - 1], at)
    if (name === 'new' || (name !== 'same' && name !== last)) number++
    last = name === 'same' ? last : name
    return name === null ? null : number
  })
}

/** Which blocks are quoted, where their format set them into quotations. */
export function quotedInBlocks({ blocks }: Draft): (number | null)[] {
  return blocks.map(({ quotation = null }) => quotation)
}
