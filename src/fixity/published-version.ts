import { sha256 } from '../identity/digest.ts'
import { BlockTree } from '../log/block-tree.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import { RecordsDigester } from '../log/records-digest.ts'
import { parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import { RECORD_KINDS, type RecordKind, type TextRecord } from '../store/records.ts'
import { manifestWith } from '../store/sql/publications.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readBlob } from '../store/sqlite/log/blobs.ts'
import { lastPublication, readForPublication } from '../store/sqlite/log/publications.ts'
import { readSource } from '../store/sqlite/versions/sources.ts'
import { blockRecords, recordLinesOf } from '../store/sqlite/versions/version-records.ts'
import { readRevision } from '../store/sqlite/works/metadata.ts'
import type { Damages } from './damage.ts'

/** Blocks read at a time. */
const PAGE = 100

/** Some rows of a version: blocks, or records of a kind as lines of canonical JSON. */
export type PublishedRows = { record: 'block'; blocks: TextRecord[] } | { record: RecordKind; lines: string }

/** Checks a version that is published and not withdrawn. */
export function checkPublished(db: Database, versionNo: number, damages: Damages): void {
  for (const _ of readPublished(db, versionNo, damages));
}

/**
 * Reads the rows of a version that is published and not withdrawn: once, for whoever writes them and for checking them.
 * They are what its manifest says, its source and texts have their digests: when not, that is told at the latest after
 * the last row.
 */
export function* readPublished(db: Database, versionNo: number, damages: Damages): Generator<PublishedRows> {
  const row = readForPublication(db, versionNo)
  const place = { table: 'version', key: String(versionNo), work: row.workId }
  const { manifest: digest } = lastPublication(db, versionNo, Number.MAX_SAFE_INTEGER)!
  const manifest = readBlob(db, digest)!.content
  damages.expect(sha256(manifest) === digest, {
    ...place,
    table: 'blob',
    key: digest,
    what: 'has not its digest',
  })
  const said = parseVersionManifest(manifest)
  for (const file of said.files)
    damages.expect(sha256(readSource(db, file.sha256) ?? '') === file.sha256, {
      ...place,
      table: 'source',
      key: file.sha256,
      what: 'has not its digest',
    })
  const tree = new BlockTree(said.nonce)
  for (const blocks of blockPages(db, versionNo)) {
    tree.append(blocks)
    for (const { ordinal, text, exactSha256 } of blocks)
      if (sha256(text) !== exactSha256)
        damages.add({
          ...place,
          table: 'text',
          key: `${versionNo}/${ordinal}`,
          what: 'has not its digest',
        })
    yield { record: 'block', blocks }
  }
  const provenance = yield* readRecords(db, versionNo)
  // Later metadata of the work are in the manifests of later entries.
  const metadata = metadataRevision(db, versionNo, said.metadata.revision)
  const made = manifestWith(row, { provenance, blocks: tree.summary, nonce: said.nonce })
  // The bytes were read as a manifest: what is printed like them is one.
  damages.expect(Buffer.from(canonicalJson({ ...made, metadata })).equals(manifest), {
    ...place,
    what: 'is not what its manifest says',
  })
}

function* blockPages(db: Database, versionNo: number): Generator<TextRecord[]> {
  let page: TextRecord[] = []
  for (const block of blockRecords(db, versionNo)) {
    page.push(block)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** All records of a version, and then their digests. */
function* readRecords(
  db: Database,
  versionNo: number,
): Generator<PublishedRows, VersionManifest['provenance']> {
  const provenance: Partial<VersionManifest['provenance']> = {}
  for (const record of RECORD_KINDS) {
    const digester = new RecordsDigester()
    for (const some of recordLinesOf(db, versionNo, record)) {
      digester.add(some)
      yield { record, lines: some.lines }
    }
    provenance[record] = digester.end()
  }
  return provenance as VersionManifest['provenance']
}

/** A revision of the metadata of a version's work, as a manifest has it. */
function metadataRevision(db: Database, versionNo: number, revision: number): VersionManifest['metadata'] {
  const { recordedAt, metadata } = readRevision(db, versionNo, revision)
  return { revision, recordedAt, body: { ...metadata } }
}
