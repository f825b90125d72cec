import { loadingHere, loadingThreads, type OpenLoading } from '../archive/loading-threads.ts'
import type { SourceFile } from '../collections/walk.ts'
import type { LoadedSource } from '../formats/load.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { Recorded } from '../store/works.ts'
import type { Packed } from '../threads/packed.ts'
import { prefetched } from '../threads/prefetched.ts'
import { groupsOf, MOST_BYTES, type ReadFile, type Reading } from './import-groups.ts'

/** A file that is known, was loaded, or failed to be. */
export interface LoadedFile {
  file: string
  size: number
  /** Of what is known, what it is; of the rest, what was made of it. Rejects with what is wrong with the file. */
  source: Promise<{ known: Recorded } | { loaded: Packed<LoadedSource> }>
  manifest: LoadRequest['manifest']
  /** Whether it is one of several versions of a work. */
  inSeries: boolean
}

/** Groups that are loaded ahead of the one whose turn it is. */
const AHEAD = { items: 2 }

/** Loads files in their order, in threads, some ahead of those whose turn it is. What is known is not loaded. */
export async function* loadedGroups(
  files: readonly SourceFile[],
  reading: Reading & { loading?: OpenLoading },
): AsyncGenerator<LoadedFile[]> {
  const loading = reading.loading ?? loadingOf(files)
  try {
    yield* prefetched(groupsOf(files, reading), (group) => loadGroup(group, loading), AHEAD)
  } finally {
    await loading.close()
  }
}

async function loadGroup(group: readonly ReadFile[], loading: OpenLoading): Promise<LoadedFile[]> {
  const loaded = group.map(({ file, size, inSeries, read }) => ({
    file,
    size,
    inSeries,
    source: sourceOf(read, loading),
    manifest: read.status === 'fulfilled' ? read.value.request.manifest : undefined,
  }))
  await Promise.allSettled(loaded.map(({ source }) => source))
  return loaded
}

async function sourceOf(read: ReadFile['read'], loading: OpenLoading) {
  if (read.status === 'rejected') throw read.reason
  const { known, request } = read.value
  return known ? { known } : { loaded: await loading.load(request) }
}

/** Nobody but the person who imports waits for a source, which may take as long, in milliseconds, and be as large as it is. */
const PATIENT = { longest: 24 * 3600 * 1000, mostWaiting: Infinity, mostWaitingSize: Infinity }

/** What is one group is loaded sooner than threads would start. */
function loadingOf(files: readonly SourceFile[]): OpenLoading {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return bytes > MOST_BYTES ? loadingThreads(PATIENT) : loadingHere
}
