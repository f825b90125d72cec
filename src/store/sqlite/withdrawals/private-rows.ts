import { OF_WITHDRAWN, WITHDRAWN } from '../../sql/withdrawn.ts'
import type { Database } from '../database.ts'
import { purgeIndexes } from '../search/purge-indexes.ts'
import { ERASE_BLOBS, ERASE_METADATA, ERASE_SOURCES, ERASE_WARNINGS } from './erasing-rows.ts'

/** A trigger of the schema that refuses what only an erasure of the whole work may do. */
const METADATA_TRIGGER = 'metadata_no_update'

/** What `readBlob` answers as withdrawn, erased as an erasure does it: what stays has twins, which triggers make. */
const ERASING = [
  ERASE_SOURCES,
  `${ERASE_WARNINGS} AND no IN ${WITHDRAWN}`,
  `${ERASE_METADATA} AND EXISTS (SELECT 1 FROM version WHERE work_no = metadata.work_no)
     AND NOT EXISTS (SELECT 1 FROM present_version WHERE work_no = metadata.work_no)`,
  `${ERASE_BLOBS} AND ${OF_WITHDRAWN}`,
]

/**
 * Takes from a copy of an archive what is nobody else's: the access keys, the formatted citations, and whatever was
 * withdrawn and not erased. The file must be written anew after it, since its free pages still hold them.
 */
export function removePrivateRows(db: Database, now: string): void {
  db.transaction(() => {
    db.run('DELETE FROM access_key')
    db.run('DELETE FROM formatted_citation')
    const trigger = db.value<string>(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
      METADATA_TRIGGER,
    )!
    db.exec(`DROP TRIGGER ${METADATA_TRIGGER}`)
    for (const statement of ERASING) db.run(statement, statement.includes('@now') ? { now } : {})
    db.exec(trigger)
  })
  // Withdrawn words stay in the segments of the indexes until these are merged.
  if (db.has('SELECT 1 FROM withdrawn_version LIMIT 1')) purgeIndexes(db)
}

/** Writes a database into a new file, page by page, without what is on its free pages. */
export function writeAnew(db: Database, file: string): void {
  db.run('VACUUM INTO ?', file)
}
