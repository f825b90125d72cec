import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { databaseFile, openPrepared } from '../archive/archive.ts'
import { checkpointFile, keepCheckpoint, keptNote } from '../archive/kept-checkpoint.ts'
import { syncDirectory } from '../archive/log-key.ts'
import type { MirrorSettings } from '../archive/mirror-file.ts'
import { Damages } from '../fixity/damage.ts'
import type { Progress } from '../fixity/verify-archive.ts'
import { parseVerifierKey } from '../log/note-key.ts'
import { MirrorError } from './errors.ts'
import { type Head, openHead } from './head.ts'
import { alone, settingsOfMirror } from './mirror.ts'
import type { Patience } from './origin.ts'
import { SalvagingOrigin } from './salvage.ts'
import { type SyncReport, sync } from './sync.ts'
import { type Verified, verifyMirror } from './verify.ts'

/** What a repair came to. */
export interface Repaired {
  /** What was wrong. */
  before: Verified
  /** Null when there was nothing to repair. */
  sync: SyncReport | null
  /** Blobs that were whole in the damaged copy, and requests for all the rest. */
  salvaged: number
  requests: number
}

/** What a repair is given. */
export interface RepairOptions {
  /** Address of another mirror; by default the archive's own. */
  from?: string | undefined
  /** Told how far the reading of what is there is. */
  verifying?: Progress | undefined
  /** Told how far the making of the new copy is. */
  making?: Progress | undefined
  patience?: Patience
}

/**
 * Makes a damaged mirror whole: a new copy is made beside it, of the bytes that are still right and, for the rest,
 * of those of the archive or another mirror of it; it takes the damaged one's place when it is complete. A repair
 * that was cut off is gone on with. Whatever serves the mirror must be started anew after it.
 *
 * @throws MirrorError `mirror_busy`, those of `sync`: the damaged copy is as it was then
 */
export async function repairMirror(directory: string, options: RepairOptions = {}): Promise<Repaired> {
  const settings = settingsOfMirror(directory)
  return alone(directory, () => repair(directory, settings, options))
}

async function repair(
  directory: string,
  { origin: url, keys }: MirrorSettings,
  options: RepairOptions,
): Promise<Repaired> {
  const before = existsSync(databaseFile(directory))
    ? await verifyMirror(directory, options.verifying)
    : nothing()
  if (before.damages.count === 0) return { before, sync: null, salvaged: 0, requests: 0 }
  const origin = new SalvagingOrigin(options.from ?? url, databaseFile(directory), options.patience)
  const draft = join(directory, 'repair')
  const connection = await openPrepared(draft)
  try {
    const seen = newestNote(
      [keptNote(checkpointFile(databaseFile(directory))) ?? '', ...origin.notes()],
      keys,
    )
    if (seen) keepCheckpoint(checkpointFile(connection.sql.name), seen.note)
    const report = await sync(connection.sql, {
      origin,
      keys,
      obeyAll: true,
      ...(options.making && { progress: options.making }),
    })
    connection.close()
    if (report.complete) replace(directory, draft)
    return { before, sync: report, salvaged: origin.salvaged, requests: origin.traffic.requests }
  } finally {
    if (connection.sql.open) connection.close()
    origin.close()
  }
}

function nothing(): Verified {
  const damages = new Damages()
  damages.add({ table: 'database', what: 'is not there' })
  return { damages, pending: 0, sampled: null, fixity: null }
}

/** The newest checkpoint that can be trusted among what may be damaged: the new copy must not be older. */
function newestNote(notes: readonly string[], keys: readonly string[]): Head | undefined {
  const trusted = keys.map(parseVerifierKey)
  const heads = notes.flatMap((note) => {
    try {
      return [openHead(note, trusted)]
    } catch (error) {
      if (error instanceof MirrorError) return []
      throw error
    }
  })
  return heads.sort((a, b) => b.size - a.size)[0]
}

/** Each file takes its place whole; the checkpoint last, which is never newer than the database. */
function replace(directory: string, draft: string): void {
  const database = databaseFile(directory)
  for (const beside of ['-wal', '-shm']) rmSync(`${database}${beside}`, { force: true })
  renameSync(databaseFile(draft), database)
  const note = checkpointFile(databaseFile(draft))
  if (existsSync(note)) renameSync(note, checkpointFile(database))
  syncDirectory(directory)
  rmSync(draft, { recursive: true, force: true })
}
