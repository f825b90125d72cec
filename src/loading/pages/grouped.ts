/** The indexes of the items that have each key; those without one are in no group. */
export function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T, index: number) => string | undefined,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [index, item] of items.entries()) {
    const key = keyOf(item, index)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [index])
    else group.push(index)
  }
  return groups
}
