import type SQLite from 'better-sqlite3'
import type { Edition } from '../archive/edition.ts'
import { ColophonError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { inserter } from './inserter.ts'
import { metadataFilters } from './metadata-filters.ts'
import { recordProvenance } from './record-provenance.ts'
import { textRecorder } from './record-text.ts'

/** What became of an edition: the work and version that hold it now, and whether they were there before. */
export interface Recorded {
  work: string
  version: string
  known: boolean
}

/**
 * Records a new work with its first version, in one transaction that is durable when this returns.
 * A source that is known already answers with the work that has it, and changes nothing.
 *
 * @param now ISO time of the change
 * @throws ColophonError `core_collision`, or `work_exists` when another source has taken the work's key
 */
export function recordEdition({ sql }: Connection, edition: Edition, now: string): Recorded {
  const record = sql.transaction((): Recorded => {
    const known = findSource(sql, edition.source.sha256)
    if (known) return { ...known, known: true }
    recordSource(sql, edition, now)
    const work = recordWork(sql, edition, now)
    const version = recordVersion(sql, edition, { work, now })
    recordBlocks(sql, edition, { work, version })
    recordProvenance(sql, version, edition.document)
    return { work: edition.work.id, version: edition.version.id, known: false }
  })
  return record.immediate()
}

function findSource(sql: SQLite.Database, sha256: string): { work: string; version: string } | undefined {
  return sql
    .prepare<[string], { work: string; version: string }>(
      `SELECT work.id AS work, version.id AS version FROM version JOIN work ON work.no = version.work_no
       WHERE version.source_sha256 = ? ORDER BY version.no LIMIT 1`,
    )
    .get(sha256)
}

function recordSource(sql: SQLite.Database, { source }: Edition, now: string): void {
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

function recordWork(sql: SQLite.Database, { work, document }: Edition, now: string): number {
  const { id, key, slug } = work
  if (sql.prepare('SELECT 1 FROM work WHERE key = ? OR id = ?').get(key, id)) {
    throw new ColophonError(
      'work_exists',
      `The key ${key} belongs to another work already. Leave "key" out of the manifest, or give this work a key of its own.`,
      { work: id },
    )
  }
  const taken = sql.prepare('SELECT 1 FROM work WHERE slug = ?').get(slug)
  const no = inserter(
    sql,
    'work',
  )({
    id,
    key,
    slug: taken ? `${slug}-${id.slice(0, DISTINGUISHING)}` : slug,
    created_at: now,
  })
  inserter(
    sql,
    'metadata',
  )({
    work_no: no,
    revision: 1,
    recorded_at: now,
    body: JSON.stringify(document.metadata),
    ...metadataFilters(document.metadata),
  })
  return no
}

/** Characters of the id that tell works of one title apart in their slugs. */
const DISTINGUISHING = 6

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

function recordBlocks(
  sql: SQLite.Database,
  { blocks }: Edition,
  { work, version }: { work: number; version: number },
): void {
  const insertBlock = inserter(sql, 'block')
  const insertParagraph = inserter(sql, 'paragraph')
  const textNo = textRecorder(sql)
  const counted = blocks.flatMap(({ paragraph }) => paragraph ?? [])
  for (const [ordinal, block] of blocks.entries()) {
    const { paragraph, wordsSha256 } = block
    if (paragraph) {
      const { id, k } = paragraph
      insertParagraph({ id, work_no: work, genesis_words_sha256: wordsSha256, k })
    }
    insertBlock({
      version_no: version,
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
}
