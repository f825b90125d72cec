import type { Connection } from '../../sql/connection.ts'
import { INDEXES } from './text-index.ts'

/**
 * Makes a change in one transaction and indexes what texts it wrote, together and last: what FTS5 has of a text it
 * writes, and merges, at each part of a transaction anew. Within another such change it is a part of that one.
 */
export function withTextsIndexed<T>(db: Connection, change: () => T): T {
  const isPart = db.inTransaction
  return db.transaction(() => {
    const made = change()
    if (!isPart) indexNew(db)
    return made
  })
}

/** Indexes the texts that are in no index yet, all of an archive's when it got its indexes anew, or none. */
export function indexMissing(db: Connection): void {
  if (db.has('SELECT 1 FROM text WHERE no > ? LIMIT 1', db.engine.lastIndexed()))
    db.transaction(() => indexNew(db))
}

/** Indexes all texts anew, inside the caller's transaction: nothing stays of what the indexes held. */
export function indexAgain(db: Connection): void {
  for (const index of INDEXES) db.run(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`)
  db.run('DELETE FROM term')
  indexNew(db)
}

/** Texts read at a time. */
const BATCH = 1000

function indexNew(db: Connection): void {
  const index = db.engine.textIndex()
  for (let last = db.engine.lastIndexed(); ; ) {
    const texts = db.all<{ no: number; content: string }>(
      'SELECT no, content FROM text WHERE no > ? ORDER BY no LIMIT ?',
      last,
      BATCH,
    )
    for (const { no, content } of texts) index.add(no, content)
    index.flush()
    if (texts.length < BATCH) return
    last = texts.at(-1)!.no
  }
}
