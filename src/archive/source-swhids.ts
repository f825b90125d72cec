import { LRUCache } from 'lru-cache'
import { contentSwhid } from '../identity/swhid.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readSource } from '../store/sqlite/versions/sources.ts'

/** Some 150 bytes each. */
const MOST_SOURCES = 20_000

/** The SWHIDs of sources. They are not stored: the bytes are read once, and what was computed is kept in memory. */
export class SourceSwhids {
  readonly #db: Database
  readonly #known = new LRUCache<string, string>({ max: MOST_SOURCES })

  constructor(db: Database) {
    this.#db = db
  }

  /** That of the source with this SHA-256; null when its bytes are not here, or not any more. */
  of(sha256: string): string | null {
    const known = this.#known.get(sha256)
    if (known) return known
    const bytes = readSource(this.#db, sha256)
    if (!bytes || bytes.length === 0) return null
    const swhid = contentSwhid(bytes)
    this.#known.set(sha256, swhid)
    return swhid
  }
}
