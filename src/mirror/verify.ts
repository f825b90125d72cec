import { keptNote } from '../archive/signing/kept-checkpoint.ts'
import { checkpointFile, databaseFile } from '../files/archive-files.ts'
import { Damages } from '../fixity/damage.ts'
import { checkPublished } from '../fixity/published-version.ts'
import { type Fixity, verifyArchive } from '../fixity/verify-archive.ts'
import type { Progress } from '../progress.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { chooseVersions } from '../store/sqlite/log/publications.ts'
import { countTasks } from '../store/sqlite/mirror/tasks.ts'
import { openReader } from '../store/sqlite/open.ts'
import { MirrorError } from './errors.ts'
import { openHead } from './head.ts'
import { settingsOfMirror } from './mirror-file.ts'
import { trustedKeys } from './trusted-keys.ts'

/** What verifying a mirror came to. */
export interface Verified {
  damages: Damages
  /** Entries that are still to be followed. */
  pending: number
  /** Versions that were read; null for a reading of everything. */
  sampled: number | null
  fixity: Fixity | null
}

/**
 * Reads everything of a mirror again, and whether its checkpoints are signed by the keys that were given.
 *
 * @throws MirrorError `not_a_mirror`; ColophonError those of `verifyArchive`
 */
export async function verifyMirror(directory: string, progress?: Progress): Promise<Verified> {
  const { keys } = settingsOfMirror(directory)
  const fixity = await verifyArchive(directory, progress)
  const { damages } = fixity
  damages.examine({ table: 'checkpoint' }, () => reading(directory, (db) => checkSigned(db, keys, damages)))
  return { damages, pending: fixity.log?.pending ?? 0, sampled: null, fixity }
}

/**
 * Reads a part of the versions of a mirror again, chosen by chance: each against its manifest, its source and its
 * texts by their digests.
 *
 * @param share of all versions, above 0 to 1
 * @throws MirrorError `not_a_mirror`
 */
export async function verifySample(
  directory: string,
  {
    share,
    random = Math.random,
    progress,
  }: { share: number; random?: () => number; progress?: Progress | undefined },
): Promise<Verified> {
  const { keys } = settingsOfMirror(directory)
  const damages = new Damages()
  let sampled = 0
  let pending = 0
  damages.examine({ table: 'database' }, () =>
    reading(directory, (db) => {
      checkSigned(db, keys, damages)
      pending = countTasks(db)
      const versions = chooseVersions(db, () => random() < share)
      for (const no of versions) {
        damages.examine({ table: 'version', key: String(no) }, () => checkPublished(db, no, damages))
        sampled++
        progress?.(sampled, versions.length)
      }
    }),
  )
  return { damages, pending, sampled, fixity: null }
}

function reading<T>(directory: string, read: (db: Database) => T): T {
  const connection = openReader(databaseFile(directory))
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}

/** The newest checkpoint, here and outside of the database, is one that a trusted key signed. */
function checkSigned(db: Database, keys: readonly string[], damages: Damages): void {
  const trusted = trustedKeys(db, keys)
  const notes = {
    checkpoint: new LogRows(db).checkpoint()?.note,
    'file checkpoint': keptNote(checkpointFile(db.file)),
  }
  for (const [table, note] of Object.entries(notes)) {
    try {
      if (note !== undefined) openHead(note, trusted)
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error
      damages.add({ kind: 'bad_signature', table, what: 'is signed by none of the keys that are trusted' })
    }
  }
}
