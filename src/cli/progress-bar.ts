import { SingleBar } from 'cli-progress'
import type { Progress } from '../progress.ts'

/** Between two drawings, in milliseconds. */
const DRAWN_MS = 100

/** Shows on a terminal how far the work is, and takes the bar away after it; elsewhere it shows nothing. */
export async function withProgress<T>(doing: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {})
  const bar = new SingleBar({
    format: `${doing} {bar} {percentage} %, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
  })
  let drawn = Number.NEGATIVE_INFINITY
  bar.start(1, 0)
  try {
    return await work((done, of) => {
      const now = performance.now()
      if (now - drawn < DRAWN_MS) return
      drawn = now
      bar.setTotal(of)
      bar.update(done)
      // A long reading gives the bar's own timer no turn.
      bar.render()
    })
  } finally {
    bar.stop()
  }
}
