import { join } from 'node:path'
import type { Archive } from '../../archive/archive.ts'
import { ColophonError } from '../../errors.ts'
import { exclusively } from '../../files/lock.ts'
import type { EntryRow } from '../../store/log.ts'
import { logName } from '../published-work.ts'
import { whileChanging } from '../while-changing.ts'
import { eachWork } from '../works.ts'
import { type HistoryStep, historyOf, withdrawalsByWork } from './history.ts'
import { emptyInventory, type Inventory, versionNames } from './inventory.ts'
import { addVersion, keepVersions, type ObjectMaker, readObject, writeRoot } from './object.ts'
import { LOCK_FILE, objectPath, StorageRoot } from './storage-root.ts'

/** An object of a work that is in the root now. */
export interface WrittenObject {
  work: string
  /** The object's id, and its directory within the root. */
  id: string
  path: string
  versions: number
  /** How many of them are new. */
  added: number
  /** Whether it was written anew, without what was withdrawn since. */
  anew: boolean
}

/**
 * Writes an OCFL object of each work into a storage root: a version for each entry of the log that speaks of the work. What
 * is there stays to the byte, and gets the versions that it lacks; an object that has what was withdrawn is written anew.
 *
 * @param only the works, by id or slug; all, those too that were withdrawn, when it is left out
 * @param told is called for each object when it is in its place
 * @throws ColophonError `unusable_path`, `work_not_found`, `archive_unusable`
 */
export async function writeObjects(
  archive: Archive,
  { out, only }: { out: string; only?: readonly string[] | undefined },
  told: (object: WrittenObject) => void,
): Promise<void> {
  StorageRoot.check(out)
  const busy = () =>
    new ColophonError('unusable_path', `Another export writes to ${out}. Wait until it has ended.`)
  await exclusively(join(out, LOCK_FILE), busy, async () => {
    const root = new StorageRoot(out)
    root.prepare()
    try {
      const [withdrawals, name] = [
        await withdrawalsByWork(archive.reads.log),
        await logName(archive.reads.log),
      ]
      const write = async (work: string) =>
        told(await whileChanging(archive, () => writeObject(archive, root, { work, name, withdrawals })))
      const done = new Set<string>()
      for await (const work of eachWork(archive.reads, only)) {
        await write(work)
        if (withdrawals.has(work)) done.add(work)
      }
      if (only === undefined) for (const work of withdrawals.keys()) if (!done.has(work)) await write(work)
    } finally {
      root.clear()
    }
  })
}

async function writeObject(
  { reads }: Archive,
  root: StorageRoot,
  { work, name, withdrawals }: { work: string; name: string; withdrawals: ReadonlyMap<string, EntryRow[]> },
): Promise<WrittenObject> {
  const address = addressOf(name)
  const id = `${address}/works/${work}`
  const path = objectPath(id)
  const steps = await historyOf(reads, work, withdrawals.get(work) ?? [])
  const known = readObject(join(root.directory, path))
  const kept = known && isBeginning(known, steps) ? known : undefined
  const told = { work, id, path, versions: steps.length, anew: known !== undefined && kept === undefined }
  const wanted = steps.slice(kept ? versionNames(kept).length : 0)
  if (wanted.length === 0) return { ...told, added: 0 }
  const draft = root.draft(path)
  if (kept) keepVersions(join(root.directory, path), draft, kept)
  const maker: ObjectMaker = { name, address }
  let inventory = kept ?? emptyInventory(id)
  for (const step of wanted) inventory = await addVersion(draft, inventory, { step, maker })
  writeRoot(draft, inventory)
  root.put(path)
  return { ...told, added: wanted.length }
}

/** Whether an object has the first steps of a history, and nothing else. */
function isBeginning(inventory: Inventory, steps: readonly HistoryStep[]): boolean {
  const names = versionNames(inventory)
  return (
    names.length <= steps.length &&
    names.every((name, at) => {
      const { created, message } = inventory.versions[name]!
      return created === steps[at]!.created && message === steps[at]!.message
    })
  )
}

/** A log's name as an address: that of the archive, where the name is one without its scheme. */
function addressOf(name: string): string {
  return name.endsWith('/log')
    ? `https://${encodeURI(name.slice(0, -'/log'.length))}`
    : `colophon:${encodeURI(name.replace(/^colophon\//, ''))}`
}
