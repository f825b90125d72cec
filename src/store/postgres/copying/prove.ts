import { ColophonError } from '../../../errors.ts'
import { sha256 } from '../../../identity/digest.ts'
import { BlockTree } from '../../../log/block-tree.ts'
import { canonicalJson } from '../../../log/canonical-json.ts'
import { openCheckpoint } from '../../../log/checkpoint.ts'
import { parseEntry } from '../../../log/entry.ts'
import { type NoteVerifier, parseVerifierKey } from '../../../log/note-key.ts'
import { RecordsDigester } from '../../../log/records-digest.ts'
import { TreeEdge } from '../../../log/tree-edge.ts'
import { leafHash } from '../../../log/tree-hash.ts'
import { parseVersionManifest, type VersionManifest } from '../../../log/version-manifest.ts'
import { RECORD_KINDS } from '../../records.ts'
import { EXTRACTED_FILE, type ExtractedRow, type File, filesFrom, SOURCE_FILE } from '../../sql/files.ts'
import { metadataRevision, REVISION, type RevisionRow } from '../../sql/metadata.ts'
import {
  FOR_PUBLICATION,
  MANIFESTS,
  manifestWith,
  type PublishedRow,
  publishedVersion,
} from '../../sql/publications.ts'
import type { Reads } from '../../store.ts'
import type { PostgresDatabase } from '../database.ts'

/** Rows read at a time. */
const AT_ONCE = 2000

/** A place in the log: how many entries it has there, and the root over them. */
export interface LogPlace {
  size: number
  root: Buffer
}

/**
 * Makes the tree of the log from its entries: it is the one that was signed, by a key that they tell.
 *
 * @param earlier a size that was signed before
 * @returns the root at that size, and the whole
 * @throws ColophonError `archive_damaged`; LogError
 */
export async function proveLog(
  { log }: Reads,
  earlier: number,
): Promise<{ signed: LogPlace; earlier: LogPlace }> {
  const keys: NoteVerifier[] = []
  let edge = TreeEdge.empty
  let before: LogPlace = { size: 0, root: edge.root() }
  const size = await log.size()
  while (edge.size < size)
    for (const bytes of await log.entries(edge.size, AT_ONCE)) {
      const entry = parseEntry(bytes, edge.size)
      if (entry.op === 'key') keys.push(parseVerifierKey(entry.vkey))
      edge = edge.extend([leafHash(bytes)])
      if (edge.size === earlier) before = { size: earlier, root: edge.root() }
    }
  const { note } = (await log.checkpoint())!
  const signed = openCheckpoint(note, keys)
  if (signed.size !== edge.size || !signed.root.equals(edge.root())) throw altered('The log')
  return { signed: { size, root: signed.root }, earlier: before }
}

/** Makes every manifest of what is not withdrawn from its rows, and digests every source. @returns how many manifests */
export async function proveManifests(db: PostgresDatabase, reads: Reads): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const some = await reads.log.published(after, AT_ONCE)
    for (const { versionNo } of some)
      for (const digest of await db.values<string>(MANIFESTS, versionNo, Number.MAX_SAFE_INTEGER)) {
        await proveManifest(db, reads, { versionNo, digest })
        count++
      }
    if (some.length < AT_ONCE) return count
    after = some.at(-1)!.versionNo
  }
}

async function proveManifest(
  db: PostgresDatabase,
  reads: Reads,
  { versionNo, digest }: { versionNo: number; digest: string },
): Promise<void> {
  const what = `The manifest ${digest}`
  const manifest = (await reads.log.blob(digest))?.content
  if (!manifest || sha256(manifest) !== digest) throw altered(what)
  const said = parseVersionManifest(manifest)
  for (const file of said.files)
    if (sha256((await reads.versions.source(file.sha256)) ?? '') !== file.sha256)
      throw altered(`The source ${file.sha256}`)
  const files = filesFrom(
    await db.one<File>(SOURCE_FILE, versionNo),
    await db.one<ExtractedRow>(EXTRACTED_FILE, versionNo),
  )
  const row = publishedVersion((await db.one<PublishedRow>(FOR_PUBLICATION, versionNo))!, files)
  const revision = metadataRevision((await db.one<RevisionRow>(REVISION, versionNo, said.metadata.revision))!)
  const metadata = {
    revision: revision.revision,
    recordedAt: revision.recordedAt,
    body: { ...revision.metadata },
  }
  const made = manifestWith(row, { ...(await sums(reads, versionNo, said.nonce)), nonce: said.nonce })
  if (!Buffer.from(canonicalJson({ ...made, metadata })).equals(manifest)) throw altered(what)
}

async function sums({ records }: Reads, versionNo: number, nonce: string) {
  const tree = new BlockTree(nonce)
  for (let from: number | null = 0; from !== null; ) {
    const { rows, next } = await records.blocks(versionNo, from, AT_ONCE)
    for (const { text, exactSha256 } of rows)
      if (sha256(text) !== exactSha256) throw altered(`A text of version ${versionNo}`)
    tree.append(rows)
    from = next
  }
  const provenance: Partial<VersionManifest['provenance']> = {}
  for (const kind of RECORD_KINDS) {
    const digester = new RecordsDigester()
    for (let from: number | null = 0; from !== null; ) {
      const { rows, next } = await records.lines({ versionNo, kind }, from, AT_ONCE)
      if (rows.length > 0)
        digester.add({ count: rows.length, lines: rows.map((line) => `${line}\n`).join('') })
      from = next
    }
    provenance[kind] = digester.end()
  }
  return { blocks: tree.summary, provenance: provenance as VersionManifest['provenance'] }
}

function altered(what: string): ColophonError {
  return new ColophonError(
    'archive_damaged',
    `${what} is not what was signed. Nothing was kept; \`colophon verify\` tells whether the archive itself is damaged.`,
  )
}
