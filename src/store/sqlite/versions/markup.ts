import { nextTurn } from '../../../bounds/next-turn.ts'
import type { Segment } from '../../../loading/segment.ts'
import type { Database } from '../database.ts'
import { segmentRecord } from './provenance.ts'

/** Segments looked through at a time: some milliseconds. */
const WINDOW = 4000

/** Line ends of the source mean something in these alone. */
const OWN_LINES = "'pre', 'verse', 'table'"

/** Is a segment more than words, and what parts blocks? */
function tellsMarkup(segment: string): string {
  return `(${segment}.op <> 'copy'
    AND ${segment}.rule NOT IN ('block-separator', 'paragraph-separator', 'blank-lines')
    AND (${segment}.rule <> 'soft-break' OR ${segment}.block IS NULL OR (
      SELECT kind FROM block WHERE version_no = ${segment}.version_no AND ordinal = ${segment}.block
    ) IN (${OWN_LINES})))`
}

/** Of a text with little markup a small part of its segments. */
const MARKUP = `SELECT s.* FROM segment s
  WHERE s.version_no = ? AND s.ordinal BETWEEN ? AND ? AND (${tellsMarkup('s')} OR EXISTS (
    SELECT 1 FROM segment n
    WHERE n.version_no = s.version_no AND n.ordinal IN (s.ordinal - 1, s.ordinal + 1) AND ${tellsMarkup('n')}
  ))
  ORDER BY s.ordinal`

/** The segments that are no words, each with its neighbours, in the order of the source, some at a time. */
export async function* markupPages(db: Database, versionNo: number): AsyncGenerator<Segment[]> {
  const last =
    db.value<number | null>('SELECT max(ordinal) FROM segment WHERE version_no = ?', versionNo) ?? -1
  for (let from = 0; from <= last; from += WINDOW) {
    // Before the first one, too: the source was read just now.
    await nextTurn()
    const rows = db.all<Parameters<typeof segmentRecord>[0]>(MARKUP, versionNo, from, from + WINDOW - 1)
    yield rows.map(segmentRecord)
  }
}
