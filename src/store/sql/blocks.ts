/** Statements over blocks, as SQLite and PostgreSQL both take them. */

/** Blocks read at a time, whose texts take longer to write than to read. */
export const BLOCKS_AT_ONCE = 200

const BLOCKS = `SELECT block.ordinal, block.kind, block.level, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no WHERE block.version_no = ?`
export const ALL_BLOCKS = `${BLOCKS} ORDER BY block.ordinal`
export const BLOCKS_AFTER = `${BLOCKS} AND block.ordinal > ? ORDER BY block.ordinal LIMIT ?`

export const SOME_BLOCKS = `SELECT block.ordinal, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no
  WHERE block.version_no = ? AND block.ordinal BETWEEN ? AND ? ORDER BY block.ordinal`
