import { keyDigest } from '../citing/exports/key-digest.ts'
import { metadataFrom } from '../loading/metadata/shape.ts'
import { parseVersionManifest } from '../log/version-manifest.ts'
import type { Connection } from '../store/sql/connection.ts'
import { keyGivers, lastKeyGiver, recordCitationKey } from '../store/sqlite/works/citation-keys.ts'

/** Entries read at a time. */
const BATCH = 1000

/** Gives the works of an archive from before citation keys were kept theirs, in the order of the log. */
export function keyMissing(db: Connection): void {
  const after = lastKeyGiver(db)
  if (keyGivers(db, { after, limit: 1 }).length > 0) db.transaction(() => keyAfter(db, after))
}

function keyAfter(db: Connection, start: number): void {
  for (let after = start; ; ) {
    const entries = keyGivers(db, { after, limit: BATCH })
    for (const { seq, versionNo, manifest } of entries) {
      const sha256 = digestBy(manifest)
      if (sha256) recordCitationKey(db, { seq, versionNo, sha256 })
    }
    if (entries.length < BATCH) return
    after = entries.at(-1)!.seq
  }
}

/** What is damaged is found by `verify`, and is no reason not to open the archive. */
function digestBy(manifest: Buffer): string | undefined {
  try {
    const { work, metadata } = parseVersionManifest(manifest)
    return keyDigest(work.id, metadataFrom(metadata.body)!)
  } catch {
    return undefined
  }
}
