import type { OpenLoading } from '../archive/loading-threads.ts'
import type { LocalWriter } from '../archive/local-writer.ts'
import type { SourceFile } from '../collections/walk.ts'
import { sha256 } from '../identity/digest.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { Recorded } from '../store/works.ts'
import type { Reading } from './import-groups.ts'
import { type LoadedFile, loadedGroups } from './import-loading.ts'

/** What became of a file that was to be imported, once it is on disk. */
export interface Imported extends Pick<LoadedFile, 'file' | 'size' | 'manifest'> {
  outcome: PromiseSettledResult<Recorded>
}

interface Importing extends Reading {
  writer: LocalWriter
  /** Where files are loaded, in place of threads that are started where there is much to load. */
  loading?: OpenLoading
  /** Whether to end after what is being written. */
  stopped?: () => boolean
}

/**
 * Imports files as works, in their order: threads load what comes next while this one writes. A file that cannot be
 * imported stops no other.
 */
export async function* imported(
  files: readonly SourceFile[],
  { writer, stopped = () => false, ...reading }: Importing,
): AsyncGenerator<Imported> {
  for await (const group of loadedGroups(files, reading)) {
    // What is handed over at once is written together.
    const recorded = group.map(async ({ source }) => record(writer, await source))
    const outcomes = await Promise.allSettled(recorded)
    for (const [at, { file, size, manifest }] of group.entries())
      yield { file, size, manifest, outcome: outcomes[at]! }
    if (stopped()) return
  }
}

async function record(writer: LocalWriter, source: Awaited<LoadedFile['source']>): Promise<Recorded> {
  return 'known' in source ? source.known : writer.recordSource(source.loaded)
}

/** Imports a file as the next version of a work. The source of its newest version is known before it is loaded. */
export async function* importedAs(
  work: string,
  file: SourceFile,
  { writer, read, known }: Importing,
): AsyncGenerator<Imported> {
  let request: LoadRequest | undefined
  const recorded = async () => {
    request = read(file)
    return known(sha256(request.bytes)) ?? writer.importVersion(work, request)
  }
  const [outcome] = await Promise.allSettled([recorded()])
  yield { file: file.file, size: file.size, manifest: request?.manifest, outcome }
}
