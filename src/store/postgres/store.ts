import { remembered } from '../remembered.ts'
import { ACCESS_KEY, type AccessKeyRow, accessKey } from '../sql/access-keys.ts'
import type { Reads, Store } from '../store.ts'
import { connect } from './connecting.ts'
import { PostgresDatabase } from './database.ts'
import { Moments } from './moments.ts'
import { logReads } from './reads/log.ts'
import { paragraphReads } from './reads/paragraphs.ts'
import { quoteReads } from './reads/quotes.ts'
import { recordReads } from './reads/records.ts'
import { textReads } from './reads/texts.ts'
import { provenanceReads, versionReads } from './reads/versions.ts'
import { withdrawalReads } from './reads/withdrawals.ts'
import { workReads } from './reads/works.ts'
import { missing, refuseOtherSteps, STEPS_MADE } from './steps.ts'

/** How many connections a store has, and how many reads may be under way or wait for one. */
export interface PoolBounds {
  connections: number
  waiting: number
}

/** Since when an archive is written where it is read; null for a copy of one that is written elsewhere. */
const WRITTEN_SINCE = 'SELECT written_since FROM log_head'

/**
 * Opens the archive in a PostgreSQL database for reading.
 *
 * @throws ColophonError `archive_not_found`, `archive_outdated`, `busy`, `invalid_setting`
 */
export async function openPostgresStore(url: string, bounds: PoolBounds): Promise<Store> {
  const sql = connect(url, { most: bounds.connections })
  const db = new PostgresDatabase(sql, bounds.waiting)
  try {
    refuseOtherSteps(await db.values<string>(STEPS_MADE))
  } catch (error) {
    void sql.end({ timeout: 0 })
    throw missing(error) ?? error
  }
  const isWritten = (await db.value<string | null>(WRITTEN_SINCE)) !== null
  const moments = new Moments(db)
  await moments.look()
  return {
    reads: readsOf(db, moments),
    isWritten,
    moment: () => moments.now(),
    onChange: (listener) => moments.onChange(listener),
    // Each read sees what is committed; what was remembered may not be it.
    refresh: () => moments.next(),
    close: async () => {
      moments.end()
      await sql.end({ timeout: 1 })
    },
  }
}

/** Works remembered, some 3 kB each. */
const MOST_WORKS = 2000

/** All reads over a database, which may be a connection in a transaction. */
export function readsOf(db: PostgresDatabase, moments: Moments): Reads {
  const [works, versions] = [workReads(db), versionReads(db)]
  const keep = { look: () => moments.now(), onChange: (listener: () => void) => moments.onChange(listener) }
  return {
    works: {
      ...works,
      named: remembered(works.named, keep, MOST_WORKS),
      counts: counted(works.counts, moments),
    },
    versions: {
      ...versions,
      ofWork: remembered(versions.ofWork, keep, MOST_WORKS),
      sourceBytes: remembered(versions.sourceBytes, keep, MOST_WORKS),
    },
    provenance: provenanceReads(db),
    paragraphs: paragraphReads(db, moments),
    quotes: quoteReads(db),
    texts: textReads(db),
    withdrawals: withdrawalReads(db),
    log: logReads(db),
    records: recordReads(db),
    accessKeys: {
      byId: async (id) => {
        const row = await db.one<AccessKeyRow>(ACCESS_KEY, id)
        return row && accessKey(row)
      },
    },
    // Each process keeps what it formats in memory alone.
    formattedCitations: { byKey: async () => undefined },
  }
}

/** Counted again only when something was committed. */
function counted<T>(count: () => Promise<T>, moments: Moments): () => Promise<T> {
  let known: { moment: number; counts: T } | undefined
  return async () => {
    const moment = moments.now()
    if (known?.moment !== moment) known = { moment, counts: await count() }
    return known.counts
  }
}
