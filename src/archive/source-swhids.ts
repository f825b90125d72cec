import { LRUCache } from 'lru-cache'
import { contentSwhid } from '../identity/swhid.ts'
import type { VersionReads } from '../store/versions.ts'

/** Some 150 bytes each. */
const MOST_SOURCES = 20_000

/** The SWHIDs of sources. They are not stored: the bytes are read once, and what was computed is kept in memory. */
export class SourceSwhids {
  readonly #sources: Pick<VersionReads, 'source'>
  readonly #known = new LRUCache<string, string>({ max: MOST_SOURCES })

  constructor(sources: Pick<VersionReads, 'source'>) {
    this.#sources = sources
  }

  /** That of the source with this SHA-256; null when its bytes are not here, or not any more. */
  async of(sha256: string): Promise<string | null> {
    const known = this.#known.get(sha256)
    if (known) return known
    const bytes = await this.#sources.source(sha256)
    if (!bytes || bytes.length === 0) return null
    const swhid = contentSwhid(bytes)
    this.#known.set(sha256, swhid)
    return swhid
  }
}
