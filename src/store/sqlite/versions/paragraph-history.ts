import type { ParagraphEvent, ParagraphRecord } from '../../paragraphs.ts'
import type { Database } from '../database.ts'

const SELECT = `
  SELECT version.id AS version, version.created_at AS "createdAt", event.change, event.number, event.other
  FROM (
    SELECT version_no, -1 AS ordinal, 'first' AS change, number, NULL AS other FROM block
    WHERE paragraph = @id AND version_no = (SELECT min(version_no) FROM block WHERE paragraph = @id)
      AND NOT EXISTS (SELECT 1 FROM lineage WHERE lineage.paragraph = @id
        AND lineage.version_no = block.version_no AND relation IN ('new', 'split'))
    UNION ALL
    SELECT version_no, ordinal, relation, to_number, other FROM lineage WHERE paragraph = @id
  ) AS event
  JOIN version ON version.no = event.version_no
  ORDER BY event.version_no, event.ordinal`

/** What became of a paragraph, version by version, the oldest first. Versions that left it alone are not named. */
export function paragraphHistory(db: Database, { id, number, in: card }: ParagraphRecord): ParagraphEvent[] {
  if (card.versions > 1) return db.all<ParagraphEvent>(SELECT, { id })
  return [{ version: card.version, createdAt: card.createdAt, change: 'first', number, other: null }]
}

/** The id of the paragraph that another is part of today; undefined for one that stands by itself, or no more. */
export function mergedInto(db: Database, record: ParagraphRecord): string | undefined {
  if (record.in.newest) return undefined
  const last = paragraphHistory(db, record).at(-1)
  return last?.change === 'merged' ? (last.other ?? undefined) : undefined
}
