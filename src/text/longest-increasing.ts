/** Indices of a longest strictly increasing subsequence, ascending (patience sorting, O(n log n)). */
export function longestIncreasing(values: ArrayLike<number>): number[] {
  const tails: number[] = []
  const before = new Int32Array(values.length)
  for (let index = 0; index < values.length; index++) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < values[index]!) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? tails[low - 1]! : -1
    tails[low] = index
  }
  const chosen: number[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index]!) chosen.push(index)
  return chosen.reverse()
}
