import type SQLite from 'better-sqlite3'

/** The bytes of a source by its SHA-256, or undefined. */
export function readSource(sql: SQLite.Database, sha256: string): Buffer | undefined {
  return sql.prepare<[string], Buffer>('SELECT content FROM source WHERE sha256 = ?').pluck().get(sha256)
}
