/** Statements over the log, as SQLite and PostgreSQL both take them. */

export const LOG_SIZE = 'SELECT coalesce(max(seq) + 1, 0) FROM log_entry'
export const ENTRIES = 'SELECT bytes FROM log_entry WHERE seq >= ? ORDER BY seq LIMIT ?'
export const HASHES = 'SELECT hash FROM log_hash WHERE level = ? AND place >= ? AND place < ? ORDER BY place'
export const CHECKPOINT = 'SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1'
export const CHECKPOINT_AT = 'SELECT note FROM checkpoint WHERE size = ?'
