import type SQLite from 'better-sqlite3'
import { prepared } from '../prepared.ts'

/** The bytes of a source by its SHA-256, or undefined. */
export function readSource(sql: SQLite.Database, sha256: string): Buffer | undefined {
  const source = 'SELECT content FROM source WHERE sha256 = ?'
  return prepared<[string], { content: Buffer }>(sql, source).get(sha256)?.content
}
