import type SQLite from 'better-sqlite3'
import type { Edition } from '../../../edition/edition.ts'
import { refuseLongFileName } from '../../../loading/metadata/refuse-too-long.ts'
import { inserter } from '../inserter.ts'
import { prepared } from '../prepared.ts'
import { TextIndex } from '../search/text-index.ts'
import { recordLineage } from './lineage.ts'
import { recordProvenance } from './record-provenance.ts'
import { textRecorder } from './record-text.ts'

/** When a source was received and a version of it made (ISO times). */
export interface EditionTimes {
  receivedAt: string
  createdAt: string
}

/**
 * Everything of one version, its source first: inside the caller's transaction. Answers with the version's key. A
 * source that is there already stays as it is.
 *
 * @throws ColophonError `core_collision`, `metadata_too_long` for the file's name
 */
export function recordEdition(
  sql: SQLite.Database,
  edition: Edition,
  { workNo, receivedAt, createdAt }: EditionTimes & { workNo: number },
): number {
  recordSource(sql, edition, receivedAt)
  const version = recordVersion(sql, edition, { work: workNo, now: createdAt })
  recordParagraphs(sql, edition, workNo)
  recordBlocks(sql, edition, version)
  recordLineage(sql, version, edition.changes)
  recordProvenance(sql, version, edition.document)
  return version
}

function recordSource(sql: SQLite.Database, { source }: Edition, now: string): void {
  if (prepared(sql, 'SELECT 1 FROM source WHERE sha256 = ?').get(source.sha256)) return
  refuseLongFileName(source.fileName ?? undefined)
  inserter(
    sql,
    'source',
  )({
    sha256: source.sha256,
    media_type: source.mediaType,
    file_name: source.fileName,
    byte_length: source.bytes.length,
    received_at: now,
    content: source.bytes,
  })
}

function recordVersion(
  sql: SQLite.Database,
  { document, version, source }: Edition,
  { work, now }: { work: number; now: string },
): number {
  const unresolved = document.repairs.filter((repair) => repair.certainty === 'unresolved').length
  return inserter(
    sql,
    'version',
  )({
    id: version.id,
    work_no: work,
    source_sha256: source.sha256,
    loader_name: document.loader.name,
    loader_version: document.loader.version,
    created_at: now,
    paragraph_count: version.paragraphCount,
    word_count: version.wordCount,
    repair_count: document.repairs.length - unresolved,
    unresolved_count: unresolved,
    warnings: JSON.stringify(document.warnings),
  })
}

function recordParagraphs(sql: SQLite.Database, { minted }: Edition, work_no: number): void {
  const insert = inserter(sql, 'paragraph')
  for (const { id, wordsSha256, k, derivedFrom } of minted)
    insert({ id, work_no, genesis_words_sha256: wordsSha256, k, derived_from: derivedFrom })
}

function recordBlocks(sql: SQLite.Database, { blocks }: Edition, version_no: number): void {
  const insert = inserter(sql, 'block')
  const index = new TextIndex(sql)
  const textNo = textRecorder(sql, index)
  const counted = blocks.flatMap(({ paragraph }) => paragraph ?? [])
  for (const [ordinal, block] of blocks.entries()) {
    const { paragraph } = block
    insert({
      version_no,
      ordinal,
      kind: block.kind,
      level: block.level,
      number: paragraph?.number ?? null,
      paragraph: paragraph?.id ?? null,
      previous: paragraph ? (counted[paragraph.number - 2]?.id ?? null) : null,
      next: paragraph ? (counted[paragraph.number]?.id ?? null) : null,
      text_no: textNo(block),
      source_ranges: JSON.stringify(block.sourceRanges),
    })
  }
  index.flush()
}
