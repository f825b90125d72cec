import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ColophonError } from '../errors.ts'
import { dumpDraft, isDraft } from '../files/dump-files.ts'
import { syncDirectory } from '../files/sync-directory.ts'
import { type Dump, indexFile, readDumps, writeDumps } from './dump-index.ts'

/** Removes everything that was not put in its place. */
export function removeDrafts(directory: string): void {
  for (const name of readdirSync(directory)) if (isDraft(name)) rmSync(join(directory, name), { force: true })
}

/**
 * Gives the drafts their names, and removes the older dumps. The index never speaks of other bytes than there are: it
 * forgets a file of the same name before that is replaced, and one that is pruned before that is removed.
 *
 * @param keep how many dumps of each format are kept
 * @param isOutdated whether something was withdrawn after a dump was made: then nobody is given it, and it goes
 * @throws ColophonError `export_refused`
 */
export async function putInPlace(
  made: Dump[],
  { out, keep, isOutdated }: { out: string; keep: number; isOutdated: (dump: Dump) => Promise<boolean> },
): Promise<{ made: Dump[]; removed: string[] }> {
  const before = readDumps(out)
  if (!before)
    throw new ColophonError(
      'export_refused',
      `${indexFile(out)} is not an index of dumps that this version can read. Move the file elsewhere, then try again.`,
    )
  const others = before.filter(({ file }) => !made.some((dump) => dump.file === file))
  if (others.length < before.length) writeDumps(out, others)
  for (const { file } of made) renameSync(dumpDraft(out, file), join(out, file))
  syncDirectory(out)
  const all = [...made, ...others]
  const current = [...made]
  for (const dump of others) if (!(await isOutdated(dump))) current.push(dump)
  const kept = current.filter(
    (dump) => current.filter(({ format }) => format === dump.format).indexOf(dump) < keep,
  )
  writeDumps(out, kept)
  const removed = all.filter((dump) => !kept.includes(dump)).map(({ file }) => file)
  for (const file of removed) rmSync(join(out, file), { force: true })
  return { made, removed }
}
