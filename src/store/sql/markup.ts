/** Statements over the segments that are no words, as SQLite and PostgreSQL both take them. */

/** Segments looked through at a time: some milliseconds. */
export const WINDOW = 4000

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
export const MARKUP = `SELECT s.* FROM segment s
  WHERE s.version_no = ? AND s.ordinal BETWEEN ? AND ? AND (${tellsMarkup('s')} OR EXISTS (
    SELECT 1 FROM segment n
    WHERE n.version_no = s.version_no AND n.ordinal IN (s.ordinal - 1, s.ordinal + 1) AND ${tellsMarkup('n')}
  ))
  ORDER BY s.ordinal`

export const LAST_SEGMENT = 'SELECT max(ordinal) FROM segment WHERE version_no = ?'
