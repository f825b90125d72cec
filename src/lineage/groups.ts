import { longestIncreasing } from '../text/longest-increasing.ts'
import type { Alignment, LineageBlock, Relation } from './alignment.ts'

/** The older and the newer version, where a rule holds for both. */
export type Side = 'from' | 'to'

/** The other of the two versions. */
export const OTHER = { from: 'to', to: 'from' } as const

type Group = Pick<Alignment, Side>

/** Which blocks of two versions belong together so far: always one to one, one to many or many to one. */
export class Groups {
  readonly blocks: Record<Side, readonly LineageBlock[]>
  readonly #groups: Record<Side, (Group | undefined)[]>

  constructor(from: readonly LineageBlock[], to: readonly LineageBlock[]) {
    this.blocks = { from, to }
    this.#groups = { from: new Array(from.length), to: new Array(to.length) }
  }

  /** Whether nothing was found yet that belongs to the block. */
  isFree(side: Side, ordinal: number): boolean {
    return !this.#groups[side][ordinal]
  }

  /** Ordinals of the blocks that nothing belongs to yet. */
  free(side: Side): number[] {
    return [...this.blocks[side].keys()].filter((ordinal) => this.isFree(side, ordinal))
  }

  /** Ordinals of the blocks on the other side that belong to a block. */
  partners(side: Side, ordinal: number): readonly number[] {
    return this.#groups[side][ordinal]?.[OTHER[side]] ?? []
  }

  /** Puts blocks together of which none, or only one side's single one, has partners already. */
  join(from: readonly number[], to: readonly number[]): void {
    const group = this.#groups.from[from[0]!] ?? this.#groups.to[to[0]!] ?? { from: [], to: [] }
    this.#add(group, 'from', from)
    this.#add(group, 'to', to)
  }

  #add(group: Group, side: Side, ordinals: readonly number[]): void {
    for (const ordinal of ordinals) {
      if (this.#groups[side][ordinal] === group) continue
      this.#groups[side][ordinal] = group
      group[side].push(ordinal)
    }
  }

  /** Every block of both versions in exactly one relation; in the newer order, what is gone where it stood. */
  alignments(): Alignment[] {
    const held = [...new Set(this.#groups.from.filter((group) => group !== undefined))]
    for (const group of held) for (const side of ['from', 'to'] as const) group[side].sort((a, b) => a - b)
    const inOrder = new Set(longestIncreasing(held.map(({ to }) => to[0]!)).map((index) => held[index]))
    const gone = this.free('from').map((from) => ({ from: [from], to: [] }))
    const alignments: Alignment[] = []
    const push = (group: Group, moved: boolean) =>
      alignments.push({ relation: this.#relation(group), ...group, moved })
    let waiting: Group[] = []
    let next = 0
    const flush = (before: number) => {
      while (next < gone.length && gone[next]!.from[0]! < before) push(gone[next++]!, false)
      for (const group of waiting) push(group, group.from.length > 0)
      waiting = []
    }
    for (const to of this.blocks.to.keys()) {
      const group = this.#groups.to[to] ?? { from: [], to: [to] }
      if (group.to[0] !== to) continue
      if (!inOrder.has(group)) {
        waiting.push(group)
        continue
      }
      flush(group.from[0]!)
      push(group, false)
    }
    flush(Infinity)
    return alignments
  }

  #relation({ from, to }: Group): Relation {
    if (from.length === 0) return 'new'
    if (to.length === 0) return 'gone'
    if (from.length > 1) return 'merged'
    if (to.length > 1) return 'split'
    const older = this.blocks.from[from[0]!]!
    const newer = this.blocks.to[to[0]!]!
    if (older.exactSha256 === newer.exactSha256) return 'same'
    return older.wordsSha256 === newer.wordsSha256 ? 'typography' : 'altered'
  }
}
