import type { QuoteReads } from '../quotes.ts'
import { remembered } from '../remembered.ts'
import type { Reads, Store } from '../store.ts'
import { findAccessKey } from './access-keys.ts'
import type { Database } from './database.ts'
import { findFormatted } from './formatted-citations.ts'
import { openReader } from './open.ts'
import {
  countQuotes,
  countQuotesOf,
  findRegistered,
  isRegisteredAt,
  nthRegisteredWithMore,
  numberAt,
  registeredAfter,
} from './quotes.ts'
import { logReads, recordReads } from './reads/log.ts'
import { SqliteTexts } from './reads/texts.ts'
import { provenanceReads, versionReads } from './reads/versions.ts'
import { withdrawalReads } from './reads/withdrawals.ts'
import { workReads } from './reads/works.ts'
import { Snapshot } from './snapshot.ts'
import { SqliteParagraphs } from './versions/paragraphs.ts'
import { countsUntilWritten } from './works/counts.ts'

/** Opens the database of an archive for reading: one connection that cannot write. @throws ColophonError `archive_unusable` */
export function openStore(file: string): Store {
  const db = openReader(file)
  const snapshot = new Snapshot(db)
  return {
    reads: readsOf(db, snapshot),
    isWritten: true,
    moment: () => snapshot.hold(),
    onChange: (listener) => snapshot.onChange(listener),
    refresh: () => snapshot.release(),
    close: () => {
      snapshot.release()
      db.close()
    },
  }
}

/** Works remembered, some 3 kB each: most that is asked for is of a work that was asked for just before. */
const MOST_WORKS = 2000

function readsOf(db: Database, snapshot: Snapshot): Reads {
  const counts = countsUntilWritten(db, snapshot)
  const works = workReads(db)
  const versions = versionReads(db)
  return {
    works: { ...works, counts: async () => counts(), named: remembered(works.named, snapshot, MOST_WORKS) },
    versions: {
      ...versions,
      ofWork: remembered(versions.ofWork, snapshot, MOST_WORKS),
      sourceBytes: remembered(versions.sourceBytes, snapshot, MOST_WORKS),
    },
    provenance: provenanceReads(db),
    paragraphs: new SqliteParagraphs(db, snapshot),
    quotes: quoteReads(db),
    texts: new SqliteTexts(db, snapshot),
    withdrawals: withdrawalReads(db),
    log: logReads(db),
    records: recordReads(db),
    accessKeys: { byId: async (id) => findAccessKey(db, id) },
    formattedCitations: { byKey: async (key) => findFormatted(db, key) },
  }
}

function quoteReads(db: Database): QuoteReads {
  return {
    byId: async (id) => findRegistered(db, id),
    count: async () => countQuotes(db),
    countOf: async (work, most) => countQuotesOf(db, work, most),
    registered: async (after, limit) => registeredAfter(db, after, limit),
    nthWithMore: async (after, n) => nthRegisteredWithMore(db, after, n),
    isAt: async (place) => isRegisteredAt(db, place),
    numberAt: async (time) => numberAt(db, time),
  }
}
