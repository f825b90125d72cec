import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openPrepared } from '../archive/preparing.ts'
import { keepCheckpoint, keptNote } from '../archive/signing/kept-checkpoint.ts'
import { checkpointFile, databaseFile } from '../files/archive-files.ts'
import { syncDirectory } from '../files/sync-directory.ts'
import { Damages } from '../fixity/damage.ts'
import { verifyArchive } from '../fixity/verify-archive.ts'
import { parseVerifierKey } from '../log/note-key.ts'
import type { Progress } from '../progress.ts'
import { openReader, openWriter } from '../store/sqlite/open.ts'
import { presentWorkIds } from '../store/sqlite/works/counts.ts'
import { MirrorError } from './errors.ts'
import { keepingEvidence } from './evidence.ts'
import { type Head, openHead } from './head.ts'
import { type HeldBack, unusualWithdrawal } from './held-back.ts'
import { alone } from './mirror.ts'
import type { MirrorSettings } from './mirror-file.ts'
import { settingsOfMirror } from './mirror-file.ts'
import type { Patience } from './origin.ts'
import { SalvagingOrigin } from './salvage.ts'
import { type SyncOptions, type SyncReport, sync } from './sync.ts'
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
  /** Whether works may vanish that are shown in the damaged copy, however many were withdrawn meanwhile. */
  obeyAll?: boolean | undefined
  /** Address of another mirror; by default the archive's own. */
  from?: string | undefined
  /** Told how far the reading of what is there is. */
  verifying?: Progress | undefined
  /** Told how far the making of the new copy is. */
  making?: Progress | undefined
  patience?: Patience
  growth?: SyncOptions['growth']
}

/**
 * Makes a damaged mirror whole: a new copy is made beside it, of the bytes that are still right and, for the rest,
 * of those of the archive or another mirror of it; it takes the damaged one's place when it is complete, was read again
 * from the disk, and lacks no more works than may be withdrawn without a word. A repair that was cut off is gone on with.
 * Whatever serves the mirror must be started anew after it.
 *
 * @throws MirrorError `mirror_busy`, `mirror_damaged` when the new copy is not as it was written, those of `sync`: the
 *   damaged copy is as it was then
 */
export async function repairMirror(directory: string, options: RepairOptions = {}): Promise<Repaired> {
  const settings = settingsOfMirror(directory)
  return alone(directory, () => keepingEvidence(directory, () => repair(directory, settings, options)))
}

async function repair(
  directory: string,
  { origin: url, keys }: MirrorSettings,
  options: RepairOptions,
): Promise<Repaired> {
  const before = existsSync(databaseFile(directory))
    ? await verifyMirror(directory, options.verifying)
    : nothing()
  const draft = join(directory, 'repair')
  if (before.damages.count === 0) {
    rmSync(draft, { recursive: true, force: true })
    return { before, sync: null, salvaged: 0, requests: 0 }
  }
  const origin = new SalvagingOrigin(options.from ?? url, databaseFile(directory), options.patience)
  try {
    const notes = [keptNote(checkpointFile(databaseFile(directory))) ?? '', ...origin.notes()]
    const made = await makeCopy(draft, {
      origin,
      keys,
      seen: newestNote(notes, keys),
      progress: options.making,
      growth: options.growth,
    })
    const heldBack = options.obeyAll ? null : unusualWithdrawal(missing(origin.works(), draft))
    const report = { ...made, heldBack, complete: made.complete && heldBack === null }
    if (report.complete) {
      await assertWhole(draft)
      replace(directory, draft)
    }
    return { before, sync: report, salvaged: origin.salvaged, requests: origin.traffic.requests }
  } finally {
    origin.leave()
  }
}

/** Fetches a copy into a directory of its own, which may hold a part of one. */
async function makeCopy(
  draft: string,
  {
    seen,
    ...options
  }: { seen: Head | undefined } & Pick<SyncOptions, 'origin' | 'keys' | 'progress' | 'growth'>,
): Promise<SyncReport> {
  const connection = await openPrepared(draft)
  try {
    if (seen) keepCheckpoint(checkpointFile(connection.file), seen.note)
    // What is withdrawn was never in it; how much that is of what is shown here is judged when it is complete.
    return await sync(connection, { ...options, obeyAll: true })
  } finally {
    connection.close()
  }
}

/** How many of the works that a copy shows another one does not. */
function missing(works: readonly string[], draft: string): HeldBack {
  const connection = openReader(databaseFile(draft))
  try {
    const present = new Set(presentWorkIds(connection))
    return { works: works.filter((work) => !present.has(work)).length, of: works.length }
  } finally {
    connection.close()
  }
}

/** Puts all of a new copy into its one file, and reads it again. @throws MirrorError `mirror_busy`, `mirror_damaged` */
async function assertWhole(draft: string): Promise<void> {
  if (!isGathered(databaseFile(draft)))
    throw new MirrorError(
      'mirror_busy',
      `Another process has the new copy in ${draft} open. Run it again when it has ended.`,
    )
  const { damages } = await verifyArchive(draft)
  if (damages.count > 0)
    throw new MirrorError(
      'mirror_damaged',
      `The new copy in ${draft} is not as it was written: ${damages.count} faults. Check the disk, remove that directory, and run it again. The damaged copy is as it was.`,
    )
}

/** Moves what lies in the log of writes (WAL) beside a database into it; false when somebody who reads keeps it there. */
function isGathered(database: string): boolean {
  const db = openWriter(database)
  try {
    // Its first column is whether it was kept from doing so.
    return db.pragma<0 | 1>('wal_checkpoint(TRUNCATE)') === 0
  } finally {
    db.close()
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
