/** The files that somebody named to be imported, and those of the folders that they named. */
import { type Dirent, existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { databaseFile } from '../files/archive-files.ts'
import { asPathError } from '../files/user-path.ts'
import { checkBag, isBag, payloadOf } from './bag.ts'
import type { ContainerKind, Member } from './containers/container.ts'
import type { SkippedFile } from './skipped-file.ts'
import { sourceKind } from './source-kind.ts'

/** A file that is to be imported. */
export interface SourceFile {
  file: string
  /** In bytes, when it was looked at; 0 for what has none, such as a pipe. */
  size: number
  /** Told by its content or by the person; '' when its name tells it, or reading it. */
  mediaType: string
  /** What it holds documents as, in place of being one. */
  container?: ContainerKind
  /** The document in a container that it is; `file` names both. */
  member?: Member
  /** Why it, or the folder that it is, cannot even be looked at. */
  unreadable?: Error
}

/** What there is to import, in its order, and what is left out. */
export interface Collection {
  files: SourceFile[]
  skipped: SkippedFile[]
}

/** Files that speak of others lie beside them, and are no sources. */
const SIDECAR = /\.(?:manifest|meta)\.json$/i

/**
 * Walks the named files and folders in the order in which they are named, each folder in the order of its names (by
 * code units, on every machine alike), a folder's content where its name stands. Hidden files, and those that give the
 * metadata of others, are passed over. Links in a folder are not followed: what they lead to is taken where it lies, if
 * it lies in the folder.
 *
 * @param mediaType what all files are, when the person says it
 */
export function walk(paths: readonly string[], mediaType = ''): Collection {
  const collection: Collection = { files: [], skipped: [] }
  for (const path of paths) addNamed(collection, path, mediaType)
  return collection
}

function addNamed(collection: Collection, path: string, mediaType: string): void {
  if (path === '-') {
    collection.files.push({ file: path, size: 0, mediaType })
    return
  }
  reading(collection, path, () => {
    const found = statSync(path)
    if (found.isDirectory()) addFolder(collection, path, { root: realpathSync(path), mediaType })
    else addFile(collection, path, { found, mediaType })
  })
}

/** What the walk of a named folder keeps to. */
interface Walk {
  /** Where the folder really lies. */
  root: string
  mediaType: string
}

/** Of a bag what is packed in it, once it is whole; nothing of an archive, whose key may lie there too. */
function addFolder(collection: Collection, folder: string, walk: Walk): void {
  if (existsSync(databaseFile(folder)))
    collection.skipped.push({ file: folder, why: 'it is the directory of an archive' })
  else if (isBag(folder)) {
    checkBag(folder)
    addFiles(collection, payloadOf(folder), walk)
  } else addFiles(collection, folder, walk)
}

function addFiles(collection: Collection, folder: string, walk: Walk): void {
  const entries = readdirSync(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    reading(collection, path, () => addEntry(collection, path, { entry, walk }))
  }
}

function addEntry(
  collection: Collection,
  path: string,
  { entry, walk }: { entry: Dirent; walk: Walk },
): void {
  const { root, mediaType } = walk
  if (entry.isSymbolicLink()) collection.skipped.push({ file: path, why: whyNotFollowed(path, root) })
  else if (entry.isDirectory()) addFolder(collection, path, walk)
  else if (entry.isFile()) addFile(collection, path, { found: statSync(path), mediaType })
  else collection.skipped.push({ file: path, why: 'it is neither a file nor a folder' })
}

function addFile(
  collection: Collection,
  file: string,
  { found, mediaType }: { found: Stats; mediaType: string },
): void {
  if (SIDECAR.test(file)) return
  const kind = mediaType === '' && found.isFile() ? sourceKind(file) : { mediaType }
  if ('skipped' in kind) collection.skipped.push({ file, why: kind.skipped })
  else collection.files.push({ file, size: found.size, ...kind })
}

function whyNotFollowed(link: string, root: string): string {
  const way = relative(root, realpathSync(link))
  const leadsOut = way === '..' || way.startsWith(`..${sep}`)
  return leadsOut
    ? 'it is a link that leads out of the folder'
    : 'it is a link to what is in the folder itself'
}

function reading(collection: Collection, file: string, read: () => void): void {
  try {
    read()
  } catch (error) {
    const unreadable = asPathError(error, file, 'read') as Error
    collection.files.push({ file, size: 0, mediaType: '', unreadable })
  }
}
