import { LRUCache } from 'lru-cache'
import type { WorkReads, WorkRecord } from '../../works.ts'
import type { Snapshot } from '../snapshot.ts'

/** Works remembered, some 2 kB each: most that is asked for is of a work that was asked for just before. */
const MOST_WORKS = 2000

/** Reads of works that remember those that were named, until something is committed. */
export function rememberedWorks(reads: WorkReads, snapshot: Snapshot): WorkReads {
  const works = new LRUCache<string, WorkRecord>({ max: MOST_WORKS })
  snapshot.onChange(() => works.clear())
  return {
    ...reads,
    async named(idOrSlug) {
      const moment = snapshot.look()
      const known = works.get(idOrSlug)
      if (known) return known
      const found = await reads.named(idOrSlug)
      if (found && snapshot.look() === moment) works.set(idOrSlug, found)
      return found
    },
  }
}
