import type { Connection } from '../../sql/connection.ts'
import { NEWEST, OLDEST_FIRST, PRESENT_IDS_AFTER, SOURCE_BYTES } from '../../sql/version-list.ts'
import type { VersionEntry } from '../../versions.ts'

/** The versions of the work with this id that are not withdrawn, the oldest first. */
export function versionsOfWork(db: Connection, work: string): VersionEntry[] {
  return db.all(OLDEST_FIRST, work)
}

/** Bytes of the sources of all versions of the work with this id, and of what was extracted from them. */
export function sourceBytesOfWork(db: Connection, work: string): number {
  return db.value<number>(SOURCE_BYTES, work)!
}

/** The newest version of a work that is not withdrawn. */
export function newestVersion(db: Connection, work: string): VersionEntry | undefined {
  return db.one(NEWEST, work)
}

/** Ids of the works of which something is not withdrawn, in order: at most `limit` after one ('' for the first). */
export function presentWorkIdsAfter(db: Connection, after: string, limit: number): string[] {
  return db.values<string>(PRESENT_IDS_AFTER, after, limit)
}
