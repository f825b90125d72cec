/** An OCFL object (OCFL 1.1 §3) of a work: its files, and versions that are added to it. */
import crypto from 'node:crypto'
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs' // biome-ignore format: one statement
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nextTurn } from '../../bounds/next-turn.ts'
import { ColophonError } from '../../errors.ts'
import type { PackagedFile } from '../packaged-file.ts'
import { changed } from '../text-files.ts'
import type { HistoryStep } from './history.ts'
import { headState, INVENTORY_FILE, type Inventory, parseInventory, printInventory, printState, SIDECAR_FILE, versionNames } from './inventory.ts' // biome-ignore format: one statement

const DECLARATION = 'ocfl_object_1.1'

/** Who made the versions of an object: the archive, by the name of its log and as an address. */
export interface ObjectMaker {
  name: string
  address: string
}

/**
 * The inventory of the object in this directory; undefined when there is none.
 *
 * @throws ColophonError `unusable_path` when it is damaged, or was not written by this software
 */
export function readObject(directory: string): Inventory | undefined {
  if (!existsSync(directory)) return undefined
  try {
    const [bytes, sidecar] = [INVENTORY_FILE, SIDECAR_FILE].map((name) => readFileSync(join(directory, name)))
    const inventory = parseInventory(bytes!, sidecar!.toString())
    if (inventory) return inventory
  } catch {
    // It is told below.
  }
  throw new ColophonError(
    'unusable_path',
    `The object in ${directory} is damaged: its inventory is not the one that ${SIDECAR_FILE} names. Move it away, and export again.`,
  )
}

/** The versions of an object that there is, in a directory for the object that takes its place. */
export function keepVersions(from: string, to: string, inventory: Inventory): void {
  for (const name of versionNames(inventory)) linkAll(join(from, name), join(to, name))
}

/** Writes what stands in the root of an object. */
export function writeRoot(directory: string, inventory: Inventory): void {
  write(join(directory, `0=${DECLARATION}`), `${DECLARATION}\n`)
  writeInventory(directory, inventory)
}

/** Adds a version to a draft of an object: what it has of files that no version before it has, and its inventory. */
export async function addVersion(
  directory: string,
  inventory: Inventory,
  { step: { created, message, files }, maker }: { step: HistoryStep; maker: ObjectMaker },
): Promise<Inventory> {
  const head = `v${versionNames(inventory).length + 1}`
  const state = headState(inventory)
  const manifest = { ...inventory.manifest }
  const fixity = { ...inventory.fixity.sha256 }
  for (const file of await files()) {
    // A source's path is its digest.
    if (file.signed !== undefined && state.has(file.path)) continue
    const content = `${head}/content/${file.path}`
    const { sha512, sha256 } = await writeContent(join(directory, content), file)
    state.set(file.path, sha512)
    if (manifest[sha512]) removeContent(join(directory, head), join(directory, content))
    else {
      manifest[sha512] = [content]
      fixity[sha256] = [content]
    }
  }
  const version = { created, message, user: maker, state: printState(state) }
  const next = {
    ...{ ...inventory, head, manifest, versions: { ...inventory.versions, [head]: version } },
    fixity: { sha256: fixity },
  }
  writeInventory(join(directory, head), next)
  return next
}

/** Rot is not handed out under a digest of its own. @throws ColophonError `archive_unusable` */
async function writeContent(
  path: string,
  { read, signed }: PackagedFile,
): Promise<{ sha512: string; sha256: string }> {
  const [sha512, sha256] = [crypto.createHash('sha512'), crypto.createHash('sha256')]
  mkdirSync(dirname(path), { recursive: true })
  const handle = await open(path, 'w')
  try {
    for await (const bytes of read()) {
      await handle.writeFile(bytes)
      sha512.update(bytes)
      sha256.update(bytes)
      await nextTurn()
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  const digests = { sha512: sha512.digest('hex'), sha256: sha256.digest('hex') }
  if (signed !== undefined && digests.sha256 !== signed) throw changed()
  return digests
}

/** Removes a file that a version before has, with the directories that are empty without it. */
function removeContent(version: string, file: string): void {
  let path = file
  do {
    rmSync(path, { recursive: true })
    path = dirname(path)
  } while (path !== version && readdirSync(path).length === 0)
}

function writeInventory(directory: string, inventory: Inventory): void {
  const printed = printInventory(inventory)
  mkdirSync(directory, { recursive: true })
  write(join(directory, INVENTORY_FILE), printed.inventory)
  write(join(directory, SIDECAR_FILE), printed.sidecar)
}

function write(file: string, content: string): void {
  writeFileSync(file, content, { flush: true })
}

/** A file has two names only until the object that it was in is put away: a root has no links (§4.6). */
function linkAll(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const place = join(to, file.slice(from.length))
    if (!entry.isFile()) continue
    mkdirSync(dirname(place), { recursive: true })
    try {
      linkSync(file, place)
    } catch {
      // Some file systems have no links.
      copyFileSync(file, place)
    }
  }
}
