import type { Database } from '../database.ts'

/** The bytes of a source by its SHA-256, or undefined. */
export function readSource(db: Database, sha256: string): Buffer | undefined {
  const source = 'SELECT content FROM source WHERE sha256 = ?'
  return db.one<{ content: Buffer }>(source, sha256)?.content
}
