import { statSync } from 'node:fs'
import type { Archive } from '../archive/archive.ts'
import { lastVerification } from '../archive/last-verification.ts'
import { logState } from '../archive/signing/log-state.ts'
import { databaseFile } from '../files/archive-files.ts'
import { type Family, gauge } from './family.ts'

/** What an archive holds and how it stands. One that cannot be read says that alone. */
export async function archiveFamilies(archive: Archive): Promise<Family[]> {
  const readable = (is: 0 | 1) =>
    gauge('colophon_archive_readable', 'Whether the archive could be read just now.', is)
  try {
    return [readable(1), ...(await heldBy(archive)), ...(await logOf(archive)), ...filesOf(archive.directory)]
  } catch {
    return [readable(0)]
  }
}

async function heldBy({ reads }: Archive): Promise<Family[]> {
  const counts = await reads.works.counts()
  return [
    {
      name: 'colophon_archive_things',
      help: 'What the archive holds that is not withdrawn, by kind; quotes are those that were registered.',
      type: 'gauge',
      values: Object.entries(counts).map(([kind, value]) => ({ value, labels: { kind } })),
    },
  ]
}

async function logOf({ log }: Archive): Promise<Family[]> {
  const state = await logState(log, 1)
  if (!state) return []
  const [last] = state.recent
  return [
    gauge('colophon_log_entries', 'Entries of the signed log.', state.checkpoint.size),
    ...(last
      ? [gauge('colophon_log_last_entry_timestamp_seconds', 'When the last was made.', seconds(last.time))]
      : []),
  ]
}

/** Where the data lie in a database of another machine there are none. */
function filesOf(directory: string): Family[] {
  const database = databaseFile(directory)
  const verification = lastVerification(directory)
  return [
    ...fileSize('colophon_database_bytes', 'Bytes of the database.', database),
    ...fileSize('colophon_database_wal_bytes', 'Bytes that wait to be written into it.', `${database}-wal`),
    ...(verification
      ? [
          gauge(
            'colophon_archive_verified_timestamp_seconds',
            'When all was last read again (colophon verify).',
            seconds(verification.verifiedAt),
          ),
          gauge('colophon_archive_verified_faults', 'Faults that were found then.', verification.faults),
        ]
      : []),
  ]
}

function fileSize(name: string, help: string, file: string): Family[] {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? [gauge(name, help, found.size)] : []
}

function seconds(isoTime: string): number {
  return Date.parse(isoTime) / 1000
}
