import type { Archive } from '../archive/archive.ts'
import type { Quotes, QuotesOf } from '../quoting/quotes.ts'

/** Bytes of a work's sources, of all its versions together, that are read and folded in some 30 milliseconds. */
const MOST_HERE = 500_000

/** Quotes of small works are found in this thread, which is quicker; those of large ones where nobody waits for it. */
export function quotesBySize(
  archive: Archive,
  { here, elsewhere }: { here: Quotes; elsewhere: Quotes },
): QuotesOf {
  return async (work) => ((await isLargeWork(archive, work)) ? elsewhere : here)
}

/** Whether it takes too long to find quotes of a work in the thread that answers. */
export async function isLargeWork(archive: Archive, work: string): Promise<boolean> {
  return (await archive.reads.versions.sourceBytes(work)) > MOST_HERE
}
