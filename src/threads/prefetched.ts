/** How much is fetched ahead of the item whose turn it is. */
export interface Ahead {
  items: number
  /** What all that waits for its turn may weigh together. The item whose turn it is may weigh anything. */
  weight?: number
}

/** Resolves when there is room for so much more, which is given back at the item's turn. */
export type AskRoom = (weight: number) => Promise<void>

/** What is fetched for each item, in their order, while the next ones are under way already. */
export async function* prefetched<Item, Result>(
  items: Iterable<Item>,
  fetch: (item: Item, room: AskRoom) => Promise<Result>,
  { items: ahead, weight: most = Number.POSITIVE_INFINITY }: Ahead,
): AsyncGenerator<Result> {
  const queue: UnderWay<Result>[] = []
  const letIn = () => letThemIn(queue, most)
  const done = () => {
    queue.shift()
    letIn()
  }
  for (const item of items) {
    queue.push(new UnderWay((room) => fetch(item, room), letIn))
    letIn()
    if (queue.length <= ahead) continue
    yield await queue[0]!.result
    done()
  }
  while (queue.length > 0) {
    yield await queue[0]!.result
    done()
  }
}

class UnderWay<Result> {
  readonly result: Promise<Result>
  readonly asking: { weight: number; answer: () => void }[] = []
  weight = 0

  constructor(fetch: (room: AskRoom) => Promise<Result>, asked: () => void) {
    this.result = fetch(
      (weight) =>
        new Promise((answer) => {
          this.asking.push({ weight, answer })
          asked()
        }),
    )
    // It may fail before its turn comes.
    this.result.catch(() => {})
  }

  /** Lets the one in that has asked for the longest. */
  letIn(): void {
    const { weight, answer } = this.asking.shift()!
    this.weight += weight
    answer()
  }
}

/** Those that ask are let in in the order of the queue. The first of it always is: the others wait for it. */
function letThemIn(queue: readonly UnderWay<unknown>[], most: number): void {
  let taken = queue.reduce((sum, { weight }) => sum + weight, 0)
  for (const [place, waiting] of queue.entries()) {
    while (waiting.asking.length > 0) {
      const { weight } = waiting.asking[0]!
      if (place > 0 && taken + weight > most) return
      taken += weight
      waiting.letIn()
    }
  }
}
