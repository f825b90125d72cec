import type { Segment } from '../loading/segment.ts'
import { summarizeBlocks } from '../log/block-tree.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import { type RecordLines, type RecordsDigest, RecordsDigester } from '../log/records-digest.ts'
import type { VersionManifest } from '../log/version-manifest.ts'
import { RECORD_KINDS, type RecordKind } from '../store/records.ts'
import { segmentRecord } from '../store/sql/provenance.ts'
import type { Database } from '../store/sqlite/database.ts'
import { filesOf } from '../store/sqlite/versions/files.ts'
import { recordLinesOf } from '../store/sqlite/versions/version-records.ts'
import type { Damages } from './damage.ts'
import { type RowCounts, TABLE_OF } from './row-counts.ts'
import { hasTwin } from './twins.ts'
import { type BlockRow, TextCheck, type TextSummary } from './version-text.ts'

/** Which table a kind of record is read from. */
const READ_FROM: Record<RecordKind, string> = { ...TABLE_OF, paragraphs: 'paragraph', warnings: 'version' }

/** What is left of a withdrawn version. */
const LEFT: readonly RecordKind[] = ['lineage', 'warnings']

interface VersionRow extends TextSummary {
  loaderName: string
  loaderVersion: string
  createdAt: string
  sourceErased: 0 | 1
  withdrawn: 0 | 1
  warnings: string
}

/** All rows of one version, in little. */
interface VersionRows {
  no: number
  work: string
  row: VersionRow
  blocks: BlockRow[]
  segments: Segment[]
  digests: Record<RecordKind, RecordsDigest>
}

const VERSION = `SELECT version.id, version.source_sha256 AS "sourceSha256", version.loader_name AS "loaderName",
    version.loader_version AS "loaderVersion", version.created_at AS "createdAt",
    version.paragraph_count AS "paragraphCount", version.word_count AS "wordCount",
    version.repair_count AS "repairCount", version.unresolved_count AS "unresolvedCount", version.warnings,
    coalesce((SELECT sha256 FROM extraction WHERE version_no = version.no), source.sha256) AS "readFrom",
    source.erased_at IS NOT NULL AS "sourceErased",
    version.no IN (SELECT version_no FROM withdrawn_version) AS withdrawn
  FROM version JOIN source ON source.sha256 = version.source_sha256 WHERE version.no = ?`

const BLOCKS = `SELECT block.ordinal, block.kind, block.level, block.number, block.paragraph, block.previous,
    block.next, block.source_ranges AS "sourceRanges", text.exact_sha256 AS "exactSha256", text.content AS text,
    text.code_points AS "codePoints"
  FROM block LEFT JOIN text ON text.no = block.text_no WHERE block.version_no = ? ORDER BY block.ordinal`

/** Checks the rows of versions, one after the other. */
export class VersionCheck {
  readonly #db: Database
  readonly #damages: Damages
  readonly #counts: RowCounts
  readonly #text: TextCheck

  constructor(db: Database, damages: Damages, counts: RowCounts) {
    this.#db = db
    this.#damages = damages
    this.#counts = counts
    this.#text = new TextCheck(db, damages)
  }

  /** One version, with the manifests that published it and are not erased. */
  check(no: number, work: string, manifests: readonly VersionManifest[]): void {
    const place = { table: 'version', key: String(no), work }
    const row = this.#db.one<VersionRow>(VERSION, no)
    if (!row) {
      this.#damages.add({ ...place, what: 'has no source' })
      return
    }
    const blocks = this.#db.all<BlockRow>(BLOCKS, no)
    this.#counts.add('block', blocks.length)
    const rows = { no, work, row, blocks, ...this.#readRecords(no) }
    for (const manifest of manifests) this.#compare(rows, manifest)
    if (manifests.length === 0) this.#checkTwins(rows)
    this.#damages.expect(JSON.stringify(JSON.parse(row.warnings)) === row.warnings, {
      ...place,
      what: 'has warnings that are not as they were written',
    })
    if (row.withdrawn) this.#checkWithdrawn(rows)
    else this.#text.check(rows)
  }

  /** The digests of all records, and those that say how the text comes from the source, read once for both. */
  #readRecords(versionNo: number): Pick<VersionRows, 'segments' | 'digests'> {
    const segments: Segment[] = []
    const digests = RECORD_KINDS.map((kind) => {
      const digester = new RecordsDigester()
      for (const some of recordLinesOf(this.#db, versionNo, kind)) {
        digester.add(some)
        if (kind === 'segments') segments.push(...segmentsIn(some))
      }
      return [kind, digester.end()]
    })
    const byKind = Object.fromEntries(digests) as Record<RecordKind, RecordsDigest>
    for (const [kind, table] of Object.entries(TABLE_OF))
      this.#counts.add(table, byKind[kind as keyof typeof TABLE_OF].count)
    return { segments, digests: byKind }
  }

  /** All that the manifest says of the rows, but for what it says of the work. */
  #compare({ no, work, row, blocks, digests }: VersionRows, manifest: VersionManifest): void {
    const place = { table: 'version', key: String(no), work }
    const version = {
      id: row.id,
      createdAt: row.createdAt,
      loader: { name: row.loaderName, version: row.loaderVersion },
    }
    this.#damages.expect(canonicalJson(version) === canonicalJson(manifest.version), {
      ...place,
      what: 'is not what its manifest says',
    })
    const [source, ...extracted] = filesOf(this.#db, no)
    // What was erased has lost its name.
    const named = row.sourceErased ? { ...source!, fileName: manifest.files[0]!.fileName } : source!
    this.#damages.expect(canonicalJson([named, ...extracted]) === canonicalJson(manifest.files), {
      ...place,
      table: 'source',
      key: row.sourceSha256,
      what: 'is not what the manifest says',
    })
    for (const kind of RECORD_KINDS) {
      if (row.withdrawn && !LEFT.includes(kind)) continue
      this.#damages.expect(digests[kind].sha256 === manifest.provenance[kind].sha256, {
        ...place,
        table: READ_FROM[kind],
        what: `has ${kind} other than its manifest says`,
      })
    }
    if (row.withdrawn) return
    const summary = summarizeBlocks(manifest.nonce, blocks)
    const isSaid = summary.root === manifest.blocks.root && summary.count === manifest.blocks.count
    this.#damages.expect(isSaid, {
      ...place,
      table: 'block',
      what: 'has blocks other than its manifest says',
    })
  }

  /** What the manifests vouched for until they were erased. */
  #checkTwins({ no, work, digests }: VersionRows): void {
    this.#damages.expect(hasTwin(this.#db, 'version', no), {
      table: 'version',
      key: String(no),
      work,
      what: 'is published by no entry of the log',
    })
    for (let ordinal = 0; ordinal < digests.lineage.count; ordinal++)
      this.#damages.expect(hasTwin(this.#db, 'lineage', `${no}/${ordinal}`), {
        table: 'lineage',
        key: `${no}/${ordinal}`,
        work,
        what: 'has no twin, and the manifest is erased',
      })
  }

  #checkWithdrawn({ no, work, blocks, digests }: VersionRows): void {
    const { lineage: _, ...gone } = TABLE_OF
    const counts = Object.entries(gone).map(
      ([kind, table]) => [table, digests[kind as keyof typeof gone].count] as const,
    )
    for (const [table, count] of [...counts, ['block', blocks.length] as const])
      this.#damages.expect(count === 0, {
        table,
        key: String(no),
        work,
        what: 'has rows of a version that is withdrawn',
      })
  }
}

function segmentsIn({ lines }: RecordLines): Segment[] {
  const rows = `[${lines.trimEnd().replaceAll('\n', ',')}]`
  return (JSON.parse(rows) as Parameters<typeof segmentRecord>[0][]).map(segmentRecord)
}
