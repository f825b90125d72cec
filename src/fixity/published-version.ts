import { sha256 } from '../identity/digest.ts'
import { parseVersionManifest, printVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readBlob } from '../store/sqlite/log/blobs.ts'
import { manifestOf } from '../store/sqlite/log/manifest-of.ts'
import { lastPublication, readForPublication } from '../store/sqlite/log/publications.ts'
import { readSource } from '../store/sqlite/versions/sources.ts'
import { blockRecords } from '../store/sqlite/versions/version-records.ts'
import { readRevision } from '../store/sqlite/works/metadata.ts'
import type { Damages } from './damage.ts'

/** A version that is published and not withdrawn: its rows are what its manifest says, its source and texts have their digests. */
export function checkPublished(db: Database, versionNo: number, damages: Damages): void {
  const work = readForPublication(db, versionNo).workId
  const place = { table: 'version', key: String(versionNo), work }
  const { manifest: digest } = lastPublication(db, versionNo, Number.MAX_SAFE_INTEGER)!
  const manifest = readBlob(db, digest)!.content
  damages.expect(sha256(manifest) === digest, {
    ...place,
    table: 'blob',
    key: digest,
    what: 'has not its digest',
  })
  const said = parseVersionManifest(manifest)
  // Later metadata of the work are in the manifests of later entries.
  const metadata = metadataRevision(db, versionNo, said.metadata.revision)
  const made = printVersionManifest({ ...manifestOf(db, versionNo, said.nonce), metadata })
  damages.expect(made.equals(manifest), { ...place, what: 'is not what its manifest says' })
  for (const file of said.files)
    damages.expect(sha256(readSource(db, file.sha256) ?? '') === file.sha256, {
      ...place,
      table: 'source',
      key: file.sha256,
      what: 'has not its digest',
    })
  for (const { ordinal, text, exactSha256 } of blockRecords(db, versionNo))
    if (sha256(text) !== exactSha256)
      damages.add({
        ...place,
        table: 'text',
        key: `${versionNo}/${ordinal}`,
        what: 'has not its digest',
      })
}

/** A revision of the metadata of a version's work, as a manifest has it. */
function metadataRevision(db: Database, versionNo: number, revision: number): VersionManifest['metadata'] {
  const { recordedAt, metadata } = readRevision(db, versionNo, revision)
  return { revision, recordedAt, body: { ...metadata } }
}
