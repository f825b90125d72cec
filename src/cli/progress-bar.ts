import { SingleBar } from 'cli-progress'
import type { Progress } from '../progress.ts'

/** Between two drawings, in milliseconds. */
const DRAWN_MS = 100
/** Things that were done last, by whose pace the rest is foretold: some are small, and some are not. */
const REMEMBERED = 500
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
    work({ oneDone: () => bar.increment(), printing: printingBeside(bar) }),
  )
}

/** What is counted of files while a bar is shown. */
export interface CountedFiles extends Pick<Counted, 'printing'> {
  /** Says that one more file is done, of so many bytes. */
  fileDone(bytes: number): void
}

/** Shows likewise how many files are done, and what their bytes tell of the time that is left. */
export async function withFiles<T>(
  { doing, files, bytes }: { doing: string; files: number; bytes: number },
  work: (counted: CountedFiles) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY || files < 2) return work({ fileDone: () => {}, printing: NOT_SHOWN.printing })
  const format = `${doing} {bar} {files}/${files} files, {mb}/${megabytes(bytes)} MB, {pace} MB/s, {eta_formatted} left`
  const began = performance.now()
  const done = { files: 0, bytes: 0 }
  const shown = () => ({
    files: done.files,
    mb: megabytes(done.bytes),
    pace: megabytes(done.bytes / ((performance.now() - began) / 1000)),
  })
  return withBar(format, Math.max(bytes, 1), (bar) =>
    work({
      fileDone: (size) => {
        done.files++
        done.bytes += size
        bar.update(done.bytes, shown())
      },
      printing: printingBeside(bar),
    }),
  )
}

/** Millions of bytes, with one decimal. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

function printingBeside(bar: SingleBar): Counted['printing'] {
  return (print) => {
    process.stderr.write(GIVE_WAY)
    print()
    process.stderr.write(GO_ON)
    bar.render()
  }
}

async function withBar<T>(format: string, total: number, work: (bar: SingleBar) => Promise<T>): Promise<T> {
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    clearOnComplete: true,
    forceRedraw: true,
    etaBuffer: REMEMBERED,
  })
  bar.start(total, 0, { files: 0, mb: megabytes(0), pace: megabytes(0) })
  try {
    return await work(bar)
  } finally {
    bar.stop()
  }
}
