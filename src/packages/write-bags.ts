import { createWriteStream, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Archive } from '../archive/archive.ts'
import { draftBeside } from '../files/drafts.ts'
import { syncDirectory } from '../files/sync-directory.ts'
import { makeDirectory } from '../files/user-path.ts'
import { packBag } from './bag.ts'
import { bagBytes } from './bag-bytes.ts'
import { readPublishedWork } from './published-work.ts'
import { whileChanging } from './while-changing.ts'
import { eachWork } from './works.ts'

/** A bag that was written, or removed because its work was withdrawn. */
export interface WrittenBag {
  work: string
  file: string
  /** Undefined when it was removed. */
  bytes: number | undefined
}

const BAG_FILE = /^([0-9a-z]{16})\.zip$/

/**
 * Writes a bag of each work into a directory, each put in its place as a whole, and removes those of works that were
 * withdrawn. Yields each when it is done.
 *
 * @param only the works, by id or slug; all when it is left out
 * @throws ColophonError `unusable_path`, `work_not_found`, `archive_unusable`
 */
export async function* writeBags(
  archive: Archive,
  { out, only }: { out: string; only?: readonly string[] | undefined },
): AsyncGenerator<WrittenBag> {
  makeDirectory(out)
  for await (const work of eachWork(archive.reads, only)) {
    const bag = await writeBag(archive, work, join(out, `${work}.zip`))
    if (bag) yield bag
  }
  for (const name of readdirSync(out)) {
    const work = BAG_FILE.exec(name)?.[1]
    if (work === undefined || !(await archive.reads.withdrawals.ofWork(work))) continue
    rmSync(join(out, name))
    yield { work, file: join(out, name), bytes: undefined }
  }
  syncDirectory(out)
}

async function writeBag(archive: Archive, work: string, file: string): Promise<WrittenBag | undefined> {
  const draft = draftBeside(file)
  try {
    return await whileChanging(archive, async () => {
      const published = await readPublishedWork(archive.reads, work)
      if (!published) return undefined
      const bag = await packBag(archive.reads, published)
      await pipeline(
        Readable.from(bagBytes(bag), { objectMode: false }),
        createWriteStream(draft, { flush: true }),
      )
      renameSync(draft, file)
      return { work, file, bytes: bag.length }
    })
  } finally {
    rmSync(draft, { force: true })
  }
}
