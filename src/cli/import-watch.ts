import { once } from 'node:events'
import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { manifestBeside } from '../archive/source-file.ts'
import { unfold } from '../collections/containers/unfold.ts'
import { RestingFiles, stampOf } from '../collections/resting-files.ts'
import type { SkippedFile } from '../collections/skipped-file.ts'
import { type SourceFile, walk } from '../collections/walk.ts'
import { ColophonError } from '../errors.ts'
import { asPathError } from '../files/user-path.ts'
import type { Telling } from './import-telling.ts'
import { wantedBy } from './import-wanted.ts'
import { note, printJson } from './output.ts'

/** How long a file must stand still until it is taken, in milliseconds. */
const STILL = 2000

/** Imports files somewhere, and tells of each. */
export type ImportOfFiles = (files: readonly SourceFile[], telling: Telling) => Promise<void>

/** Imports what lies in folders and what comes into them, until the process is told to end by SIGINT or SIGTERM. */
export async function watchFolders(
  folders: readonly string[],
  importing: ImportOfFiles,
  telling: Telling,
): Promise<void> {
  for (const folder of folders) refuseOther(folder)
  const ending = endedBySignal()
  const resting = new RestingFiles()
  const watcher = watching(folders, resting).on('error', ending.fail)
  try {
    await takeAll(folders, resting, { importing, telling, ending: ending.signal, watcher })
  } catch (error) {
    if (!ending.signal.aborted) throw error
    ending.throwFailure()
  } finally {
    ending.close()
    await watcher.close()
  }
}

interface Watching {
  importing: ImportOfFiles
  telling: Telling
  ending: AbortSignal
  watcher: FSWatcher
}

/** Looks at what moves, and imports what stands still. While nothing moves it waits to be told. */
async function takeAll(
  folders: readonly string[],
  resting: RestingFiles,
  { importing, telling, ending, watcher }: Watching,
): Promise<void> {
  const taken = new Taken(telling)
  if (!resting.areMoving) await once(watcher, 'ready', { signal: ending })
  note(`Watching ${folders.join(', ')}. Ctrl-C ends it.`)
  while (!ending.aborted) {
    if (!resting.areMoving) await once(watcher, 'all', { signal: ending })
    await pause(STILL, undefined, { signal: ending })
    if (!resting.look()) continue
    const { files, skipped } = await unfold(
      { files: taken.newOf(folders, resting), skipped: [] },
      wantedBy(telling.options),
    )
    for (const each of skipped) taken.tellSkipped(each)
    if (files.length > 0) await importing(files, telling)
  }
}

/** Remembers which files were taken as they are, so that a file is read again only when it has changed. */
class Taken {
  readonly #stamps = new Map<string, string>()
  readonly #told = new Set<string>()
  readonly #telling: Telling

  constructor(telling: Telling) {
    this.#telling = telling
  }

  /** The files of the folders that stand still and were not taken as they are, or with the manifest that they have. */
  newOf(folders: readonly string[], resting: RestingFiles): SourceFile[] {
    const { files, skipped } = walk(folders, this.#telling.options.type)
    for (const each of skipped) if (!this.#told.has(each.file)) this.tellSkipped(each)
    return files.filter(({ file, unreadable }) => {
      const manifest = manifestBeside(file)
      if (resting.isMoving(file) || (manifest !== undefined && resting.isMoving(manifest))) return false
      if (unreadable) return !resting.areMovingIn(file) && this.#isNew(file, unreadable.message)
      return this.#isNew(file, [file, manifest].map((each) => each && stampOf(each)).join())
    })
  }

  #isNew(file: string, stamp: string): boolean {
    const isNew = this.#stamps.get(file) !== stamp
    this.#stamps.set(file, stamp)
    return isNew
  }

  /** Tells that a file, or what is in it, is left out. */
  tellSkipped({ file, why }: SkippedFile): void {
    this.#told.add(file)
    this.#telling.summary.skip({ file, why })
    if (this.#telling.options.json) printJson({ file, skipped: why })
  }
}

/** Names of files that are written under another name first begin with a point, and are passed over. */
function watching(folders: readonly string[], resting: RestingFiles): FSWatcher {
  const isHidden = (path: string) => !folders.includes(path) && /(?:^|[/\\])\.[^/\\]+$/.test(path)
  const watcher = watch([...folders], { ignored: isHidden, followSymlinks: false })
  return watcher.on('add', (file) => resting.touched(file)).on('change', (file) => resting.touched(file))
}

function refuseOther(folder: string): void {
  let isFolder = false
  try {
    isFolder = statSync(folder).isDirectory()
  } catch (error) {
    throw asPathError(error, folder, 'read')
  }
  if (!isFolder) throw new ColophonError('unusable_path', `${folder} is no folder: --watch watches folders.`)
}

/** Is aborted by the first SIGINT or SIGTERM, or when nothing can be watched any more; a second signal ends the process at once. */
function endedBySignal() {
  const ending = new AbortController()
  let failure: unknown
  const end = () => ending.abort()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, end)
  return {
    signal: ending.signal,
    fail: (error: unknown) => {
      failure = error
      ending.abort()
    },
    throwFailure: () => {
      if (failure !== undefined) throw failure
    },
    close: () => {
      for (const signal of signals) process.off(signal, end)
    },
  }
}
