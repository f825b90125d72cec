import { statSync } from 'node:fs'
import { loadingHere, loadingThreads, type OpenLoading } from '../archive/loading-threads.ts'
import type { LocalWriter } from '../archive/local-writer.ts'
import { type ImportWishes, readSourceFile } from '../archive/source-file.ts'
import type { LoadedSource } from '../loading/load.ts'
import type { Recorded } from '../store/works.ts'
import type { Packed } from '../threads/packed.ts'
import { prefetched } from '../threads/prefetched.ts'
import { groupsOf, MOST_BYTES, type ReadFile } from './import-groups.ts'

/** What became of a file that was to be imported, once it is on disk. */
export interface Imported {
  file: string
  outcome: PromiseSettledResult<Recorded>
}

interface Importing {
  writer: LocalWriter
  wishes: ImportWishes
}

/** Groups that are loaded ahead of the one that is written. */
const AHEAD = { items: 2 }

/**
 * Imports files as works, in their order: threads load what comes next while this one writes. A file that cannot be
 * imported stops no other.
 */
export async function* imported(
  files: readonly string[],
  { writer, wishes }: Importing,
): AsyncGenerator<Imported> {
  const loading = loadingOf(files)
  const load = (group: readonly ReadFile[]) => loadGroup(group, loading)
  try {
    for await (const group of prefetched(groupsOf(files, wishes), load, AHEAD)) {
      // What is handed over at once is written together.
      const recorded = group.map(async ({ source }) => writer.recordSource(await source))
      const outcomes = await Promise.allSettled(recorded)
      for (const [at, outcome] of outcomes.entries()) yield { file: group[at]!.file, outcome }
    }
  } finally {
    await loading.close()
  }
}

/** Imports a file as the next version of a work. */
export async function* importedAs(
  work: string,
  file: string,
  { writer, wishes }: Importing,
): AsyncGenerator<Imported> {
  const recorded = async () => writer.importVersion(work, readSourceFile(file, wishes))
  const [outcome] = await Promise.allSettled([recorded()])
  yield { file, outcome }
}

/** A file that was loaded, or failed to. */
interface LoadedFile {
  file: string
  source: Promise<Packed<LoadedSource>>
}

async function loadGroup(group: readonly ReadFile[], loading: OpenLoading): Promise<LoadedFile[]> {
  const loaded = group.map(({ file, read }) => ({
    file,
    source: read.status === 'fulfilled' ? loading.load(read.value) : Promise.reject(read.reason),
  }))
  await Promise.allSettled(loaded.map(({ source }) => source))
  return loaded
}

/** Nobody but the person who imports waits for a source, which may take as long, in milliseconds, and be as large as it is. */
const PATIENT = { longest: 24 * 3600 * 1000, mostWaiting: Infinity, mostWaitingSize: Infinity }

/** In bytes; 0 for what cannot be read, which is told when it is its turn. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

/** What is one group is loaded sooner than threads would start. */
function loadingOf(files: readonly string[]): OpenLoading {
  const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0)
  return bytes > MOST_BYTES ? loadingThreads(PATIENT) : loadingHere
}
