import { parseEntry } from '../log/entry.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { countCopied } from '../store/sqlite/mirror/copied-versions.ts'
import { readMirrorState } from '../store/sqlite/mirror/state.ts'
import { countTasks } from '../store/sqlite/mirror/tasks.ts'
import { countWorks } from '../store/sqlite/works/counts.ts'
import type { Evidence } from './evidence.ts'
import { openHead } from './head.ts'
import type { MirrorSettings } from './mirror-file.ts'
import { trustedKeys } from './trusted-keys.ts'

/** How a mirror stands, as far as it knows without asking. */
export interface MirrorStatus {
  /** Address that it is fetched from. */
  origin: string
  /** Address of the archive itself. */
  original: string
  /** Entries of the log up to the mirror's own checkpoint, and their root (hexadecimal); null before there is one. */
  complete: { size: number; root: string } | null
  /** Entries of the log when the origin was last asked, and when that was (ISO time). */
  seen: { size: number; at: string } | null
  /** Entries that are still to be followed. */
  pending: number
  /** Time of the newest entry (ISO time). */
  newest: string | null
  /** Whether nothing was heard of the log for so long that it must be asked: it says daily that it is alive. */
  stale: boolean
  /** Works that are shown, and works of which everything is withdrawn. */
  works: number
  withdrawn: number
  /** Versions whose rows are the origin's because they were not made here, by reason. */
  copied: { reason: string; versions: number }[]
  /** Whether the file may still hold what was erased. */
  unforgotten: boolean
  /** What the origin did since it was last seen going on as before: a fork or a roll-back; null when nothing. */
  evidence: Evidence | null
}

/** A log that is alive has an entry a day. */
const STALE_MS = 48 * 3_600_000

/**
 * @param now ISO time
 * @param evidence the newest that is kept
 */
export function statusOf(
  db: Database,
  { origin, original, keys }: MirrorSettings,
  { now, evidence = null }: { now: string; evidence?: Evidence | null },
): MirrorStatus {
  const log = new LogRows(db)
  const trusted = trustedKeys(db, keys)
  const state = readMirrorState(db)
  const own = log.checkpoint()
  const complete = own && openHead(own.note, trusted)
  const [last] = log.entries(log.size() - 1, 1)
  const works = countWorks(db)
  const newest = last ? parseEntry(last, log.size() - 1).time : null
  return {
    origin,
    original,
    complete: complete ? { size: complete.size, root: complete.root.toString('hex') } : null,
    seen: state ? { size: openHead(state.seen, trusted).size, at: state.contactedAt } : null,
    pending: countTasks(db),
    newest,
    stale: newest === null || Date.parse(now) - Date.parse(newest) > STALE_MS,
    works: works.shown,
    withdrawn: works.withdrawn,
    copied: countCopied(db),
    unforgotten: state?.unforgotten ?? false,
    evidence: evidence && evidence.at > (state?.contactedAt ?? '') ? evidence : null,
  }
}
