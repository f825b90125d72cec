import type { ParagraphEvent, ParagraphRecord } from '../paragraphs.ts'

/** What became of a paragraph, version by version, as SQLite and PostgreSQL both take it. */
export const HISTORY = `
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

/** All that became of a paragraph of a work that has one version; undefined where there are more to look at. */
export function onlyEvent({ number, in: card }: ParagraphRecord): ParagraphEvent[] | undefined {
  if (card.versions > 1) return undefined
  return [{ version: card.version, createdAt: card.createdAt, change: 'first', number, other: null }]
}

/** The id of the paragraph that one with this history is part of. */
export function partOf(history: readonly ParagraphEvent[]): string | undefined {
  const last = history.at(-1)
  return last?.change === 'merged' ? (last.other ?? undefined) : undefined
}
