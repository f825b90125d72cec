import type { ParagraphEvent, ParagraphRecord } from '../../paragraphs.ts'
import { HISTORY, onlyEvent, partOf } from '../../sql/paragraph-history.ts'
import type { Database } from '../database.ts'

/** What became of a paragraph, version by version, the oldest first. Versions that left it alone are not named. */
export function paragraphHistory(db: Database, record: ParagraphRecord): ParagraphEvent[] {
  return onlyEvent(record) ?? db.all<ParagraphEvent>(HISTORY, { id: record.id })
}

/** The id of the paragraph that another is part of today; undefined for one that stands by itself, or no more. */
export function mergedInto(db: Database, record: ParagraphRecord): string | undefined {
  return record.in.newest ? undefined : partOf(paragraphHistory(db, record))
}
