import { LRUCache } from 'lru-cache'
import { contentSwhid } from '../identity/swhid.ts'
import type { VersionReads } from '../store/versions.ts'

/** Some 150 bytes each. */
const MOST_SOURCES = 20_000

/**
 * The SWHIDs of sources. They are not stored: the bytes are read once, however many ask meanwhile, and what was computed
 * is kept in memory.
 */
export class SourceSwhids {
  readonly #known: LRUCache<string, string>

  constructor(sources: Pick<VersionReads, 'source'>) {
    this.#known = new LRUCache({
      // A maximal count would have room made for all of them at once.
      maxSize: MOST_SOURCES,
      sizeCalculation: () => 1,
      fetchMethod: async (sha256) => {
        const bytes = await sources.source(sha256)
        return bytes && bytes.length > 0 ? contentSwhid(bytes) : undefined
      },
    })
  }

  /** That of the source with this SHA-256; null when its bytes are not here, or not any more. */
  async of(sha256: string): Promise<string | null> {
    return (await this.#known.fetch(sha256)) ?? null
  }
}
