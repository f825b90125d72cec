/** The text of PDFs is drawn in a thread that can be ended: what a file unpacks to is known only then. This is the thread and its client. */

import { type LoadingError, SourceTooComplex } from '../../loading/errors.ts'
import { remote } from '../../threads/remote.ts'
import { serveThread } from '../../threads/serve.ts'
import { TaskThread } from '../../threads/task-thread.ts'
import { type DrawnText, drawText } from './draw-text.ts'

interface Drawing {
  drawText(bytes: Uint8Array): Promise<DrawnText>
}

/** Milliseconds: 5,000 pages take some 40 s of a processor. */
const LONGEST = 60_000
/** Megabytes of heap. */
const HEAP = 1024
/** Bytes by which the process may grow while a file is drawn; buffers are not counted as heap. */
const MOST_GROWTH = 1024 * 1024 * 1024
/** Milliseconds between two looks at that. */
const LOOK = 100

const thread = new TaskThread({
  module: import.meta.url,
  heap: HEAP,
  longest: LONGEST,
  late: 'Drawing the pages of the PDF takes too long. Split it into several works.',
  lateCode: 'source_too_complex',
  resumes: true,
  ended: () => tooLarge(),
})
const drawing = remote<Drawing>(thread)

/** As `drawText`, in bounded time and memory. */
export async function drawTextApart(bytes: Uint8Array): Promise<DrawnText> {
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > MOST_GROWTH) void thread.stop(tooLarge())
  }, LOOK)
  try {
    return await drawing.drawText(bytes)
  } finally {
    clearInterval(watch)
  }
}

function tooLarge(): LoadingError {
  return new SourceTooComplex('The pages of the PDF take too much memory. Split it into several works.')
}

serveThread(import.meta.url, () => () => ({ drawText }) satisfies Drawing)
