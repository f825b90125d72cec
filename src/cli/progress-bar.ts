import { SingleBar } from 'cli-progress'
import type { Progress } from '../progress.ts'

/** Between two drawings, in milliseconds. */
const DRAWN_MS = 100
/** Clears the bar's line, and lets lines wrap, which they do not while a bar is shown. */
const GIVE_WAY = '\r\x1b[K\x1b[?7h'
/** Undoes that, and keeps the place of the cursor: there the bar ends. */
const GO_ON = '\x1b[?7l\x1b7'

/** What is counted while a bar is shown. */
export interface Counted {
  /** Says that one more thing is done. */
  oneDone(): void
  /** Prints lines. The bar makes room for them. */
  printing(print: () => void): void
}

const NOT_SHOWN: Counted = { oneDone: () => {}, printing: (print) => print() }

/** Shows on a terminal how far the work is, and takes the bar away after it; elsewhere it shows nothing. */
export async function withProgress<T>(doing: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {})
  return withBar(`${doing} {bar} {percentage} %, {eta_formatted} left`, 1, (bar) => {
    let drawn = Number.NEGATIVE_INFINITY
    return work((done, of) => {
      const now = performance.now()
      if (now - drawn < DRAWN_MS) return
      drawn = now
      bar.setTotal(of)
      bar.update(done)
      // A long reading gives the bar's own timer no turn.
      bar.render()
    })
  })
}

/** Shows likewise how many things are done of those that there are, unless they are fewer than `least`. */
export async function withCount<T>(
  { doing, of, least }: { doing: string; of: number; least: number },
  work: (counted: Counted) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY || of < least) return work(NOT_SHOWN)
  return withBar(`${doing} {bar} {value}/{total}, {eta_formatted} left`, of, (bar) =>
    work({
      oneDone: () => bar.increment(),
      printing: (print) => {
        process.stderr.write(GIVE_WAY)
        print()
        process.stderr.write(GO_ON)
        bar.render()
      },
    }),
  )
}

async function withBar<T>(format: string, total: number, work: (bar: SingleBar) => Promise<T>): Promise<T> {
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, forceRedraw: true })
  bar.start(total, 0)
  try {
    return await work(bar)
  } finally {
    bar.stop()
  }
}
