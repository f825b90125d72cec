import type { BlockChange, VersionDiff } from '../../lineage/version-diff.ts'

/** Blocks that follow one another and are the same in both versions, or one that is not. */
export type Stretch<B> = { same: B[] } | { change: BlockChange }

/** A comparison in the order of the newer version; what that has no more stands at the end. */
export function stretches<B>(newer: readonly B[], { same, changes }: VersionDiff): Stretch<B>[] {
  const unchanged = new Set(same)
  const rest = changes.values()
  const found: Stretch<B>[] = []
  for (const [at, block] of newer.entries()) {
    const last = found.at(-1)
    if (!unchanged.has(at)) found.push({ change: rest.next().value! })
    else if (last && 'same' in last) last.same.push(block)
    else found.push({ same: [block] })
  }
  return [...found, ...[...rest].map((change) => ({ change }))]
}
