import type { OpenLoading } from '../archive/loading-threads.ts'
import type { LocalWriter } from '../archive/local-writer.ts'
import type { SourceFile } from '../collections/walk.ts'
import { sha256 } from '../identity/digest.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import type { Recorded } from '../store/works.ts'
import type { Reading } from './import-groups.ts'
import { type LoadedFile, loadedGroups } from './import-loading.ts'

/** What a file is recorded as. */
export interface Outcome extends Recorded {
  /** Its manifest corrected what was said of the work that was there already. */
  corrected?: boolean
  /** It is the next version of a work that was there. */
  newVersion?: boolean
}

/** What became of a file that was to be imported, once it is on disk. */
export interface Imported extends Pick<LoadedFile, 'file' | 'size' | 'manifest'> {
  outcome: PromiseSettledResult<Outcome>
}

interface Importing extends Reading {
  writer: LocalWriter
  /** Where files are loaded, in place of threads that are started where there is much to load. */
  loading?: OpenLoading
  /** Whether a manifest corrects the metadata of a work that is there already. */
  updating?: boolean
  /** Whether to end after what is being written. */
  stopped?: () => boolean
}

/**
 * Imports files as works, in their order: threads load what comes next while this one writes. A file that cannot be
 * imported stops no other.
 */
export async function* imported(
  files: readonly SourceFile[],
  { writer, updating = false, stopped = () => false, ...reading }: Importing,
): AsyncGenerator<Imported> {
  for await (const group of loadedGroups(files, reading)) {
    // What is handed over at once is written together.
    const recorded = group.map(async ({ source, manifest, inSeries }) =>
      record(writer, await source, { inSeries, correction: updating ? manifest : undefined }),
    )
    const outcomes = await Promise.allSettled(recorded)
    for (const [at, { file, size, manifest }] of group.entries())
      yield { file, size, manifest, outcome: outcomes[at]! }
    if (stopped()) return
  }
}

async function record(
  writer: LocalWriter,
  source: Awaited<LoadedFile['source']>,
  { inSeries, correction }: { inSeries: boolean; correction: GivenMetadata | undefined },
): Promise<Outcome> {
  if ('known' in source) return corrected(writer, source.known, correction)
  return inSeries ? writer.recordInSeries(source.loaded) : writer.recordSource(source.loaded)
}

async function corrected(
  writer: LocalWriter,
  known: Recorded,
  manifest: GivenMetadata | undefined,
): Promise<Outcome> {
  const corrected = manifest !== undefined && (await writer.amendMetadata({ work: known.work, manifest }))
  return corrected ? { ...known, corrected } : known
}

/** Imports a file as the next version of a work. The source of its newest version is known before it is loaded. */
export async function* importedAs(
  work: string,
  file: SourceFile,
  { writer, read, known, updating = false }: Importing,
): AsyncGenerator<Imported> {
  let request: LoadRequest | undefined
  const recorded = async () => {
    request = read(file)
    const there = known(sha256(request.bytes))
    if (there) return corrected(writer, there, updating ? request.manifest : undefined)
    return writer.importVersion(work, request)
  }
  const [outcome] = await Promise.allSettled([recorded()])
  yield { file: file.file, size: file.size, manifest: request?.manifest, outcome }
}
