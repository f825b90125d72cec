/** What is fetched for each item, in their order, while the next ones are under way already. */
export async function* prefetched<Item, Result>(
  items: Iterable<Item>,
  fetch: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  for (const item of items) {
    const result = fetch(item)
    // It may fail before its turn comes.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length > ahead) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}
