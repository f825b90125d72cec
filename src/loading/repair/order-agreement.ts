/** What several orders of the same blocks have in common. */
import type { DraftBlock } from '../draft.ts'

/** Where orders agree, and where they do not. */
export interface Agreement {
  /** Whether one block follows the other at once in every order, notes left aside. */
  areNeighbours(before: DraftBlock, after: DraftBlock): boolean
  /** The blocks of the first order that other blocks stand before in others. */
  doubtful: DraftBlock[]
}

/** What `orders`, which all hold the same blocks, agree on. */
export function agreement(orders: readonly (readonly DraftBlock[])[]): Agreement {
  const texts = orders.map((order) => order.filter(({ kind }) => kind !== 'note'))
  const leaders = texts.map((order) => new Map(order.map((block, at) => [block, order[at - 1]])))
  const areNeighbours = (before: DraftBlock | undefined, after: DraftBlock) =>
    leaders.every((leader) => leader.get(after) === before)
  return {
    areNeighbours,
    doubtful: texts[0]!.filter((block, at) => !areNeighbours(texts[0]![at - 1], block)),
  }
}
