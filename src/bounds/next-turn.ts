const waiting: (() => void)[] = []

/**
 * Resolves when it is this work's turn to go on: of all that pause here one goes on at a time, in the order in which they
 * came, and whatever else has come in meanwhile goes first. To be awaited every few milliseconds of long work.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) setImmediate(goOn)
  })
}

/** An immediate that is set by another runs after what has come in. */
function goOn(): void {
  waiting.shift()!()
  if (waiting.length > 0) setImmediate(goOn)
}
