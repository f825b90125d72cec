import type SQLite from 'better-sqlite3'
import edtf from 'edtf'
import type { Edition, EditionBlock } from '../archive/edition.ts'
import { ColophonError } from '../errors.ts'
import type { Metadata, Segment } from '../loading/document.ts'
import { searchFold } from '../text/search-fold.ts'
import type { Connection } from './connection.ts'
import { type Insert, inserter } from './inserter.ts'

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
 * @throws ColophonError `core_collision` when another text has the same core (never merged),
 *   `work_exists` when another source has taken the work's key
 */
export function recordEdition({ sql }: Connection, edition: Edition, now: string): Recorded {
  return sql
    .transaction(() => {
      const known = findSource(sql, edition.source.sha256)
      if (known) return { ...known, known: true }
      new EditionRecord(sql, edition, now).write()
      return { work: edition.work.id, version: edition.version.id, known: false }
    })
    .immediate()
}

function findSource(sql: SQLite.Database, sha256: string) {
  return sql
    .prepare<[string], { work: string; version: string }>(
      `SELECT work.id AS work, version.id AS version FROM version JOIN work ON work.no = version.work_no
       WHERE version.source_sha256 = ? ORDER BY version.no LIMIT 1`,
    )
    .get(sha256)
}

/** The rows of one edition, written inside the caller's transaction. */
class EditionRecord {
  readonly #sql: SQLite.Database
  readonly #edition: Edition
  readonly #now: string

  constructor(sql: SQLite.Database, edition: Edition, now: string) {
    this.#sql = sql
    this.#edition = edition
    this.#now = now
  }

  write(): void {
    this.#writeSource()
    const work = this.#writeWork()
    this.#writeMetadata(work)
    const version = this.#writeVersion(work)
    this.#writeBlocks(work, version)
    this.#writeProvenance(version)
  }

  #into(table: string): Insert {
    return inserter(this.#sql, table)
  }

  #writeSource(): void {
    const { sha256, mediaType, fileName, bytes } = this.#edition.source
    this.#into('source')({
      sha256,
      media_type: mediaType,
      file_name: fileName,
      byte_length: bytes.length,
      received_at: this.#now,
      content: bytes,
    })
  }

  #writeWork(): number {
    const { id, key, slug } = this.#edition.work
    const taken = this.#sql.prepare('SELECT 1 FROM work WHERE key = ? OR id = ?').get(key, id)
    if (taken) {
      throw new ColophonError(
        'work_exists',
        `The key ${key} belongs to another work already. Leave "key" out of the manifest, or give this work a key of its own.`,
        { work: id },
      )
    }
    const slugTaken = this.#sql.prepare('SELECT 1 FROM work WHERE slug = ?').get(slug)
    return this.#into('work')({
      id,
      key,
      slug: slugTaken ? `${slug}-${id.slice(0, 6)}` : slug,
      created_at: this.#now,
    })
  }

  #writeMetadata(work: number): void {
    const { metadata } = this.#edition.document
    this.#into('metadata')({
      work_no: work,
      revision: 1,
      recorded_at: this.#now,
      body: JSON.stringify(metadata),
      ...metadataFilters(metadata),
    })
  }

  #writeVersion(work: number): number {
    const { document, version, source } = this.#edition
    const unresolved = document.repairs.filter((repair) => repair.certainty === 'unresolved').length
    return this.#into('version')({
      id: version.id,
      work_no: work,
      source_sha256: source.sha256,
      loader_name: document.loader.name,
      loader_version: document.loader.version,
      created_at: this.#now,
      paragraph_count: version.paragraphCount,
      word_count: version.wordCount,
      repair_count: document.repairs.length - unresolved,
      unresolved_count: unresolved,
      warnings: JSON.stringify(document.warnings),
    })
  }

  #writeBlocks(work: number, version: number): void {
    const insertBlock = this.#into('block')
    const insertParagraph = this.#into('paragraph')
    const textNo = textRecorder(this.#sql)
    this.#edition.blocks.forEach((block, ordinal) => {
      const paragraph = block.paragraph
        ? insertParagraph({
            id: block.paragraph.id,
            work_no: work,
            genesis_words_sha256: block.wordsSha256,
            k: block.paragraph.k,
          })
        : null
      insertBlock({
        version_no: version,
        ordinal,
        kind: block.kind,
        level: block.level,
        number: block.paragraph?.number ?? null,
        paragraph_no: paragraph,
        text_no: textNo(block),
        source_ranges: JSON.stringify(block.sourceRanges),
      })
    })
  }

  #writeProvenance(version_no: number): void {
    const { statements, segments, repairs, relocations } = this.#edition.document
    const insertSegment = this.#into('segment')
    segments.forEach((segment, ordinal) => insertSegment({ version_no, ordinal, ...segmentColumns(segment) }))
    const insertStatement = this.#into('statement')
    statements.forEach(({ start, end, value, ...statement }, ordinal) =>
      insertStatement({
        version_no,
        ordinal,
        raw: null,
        rule: null,
        ...statement,
        value: JSON.stringify(value ?? null),
        start_byte: start ?? null,
        end_byte: end ?? null,
      }),
    )
    const insertRepair = this.#into('repair')
    repairs.forEach(({ start, end, ...repair }, ordinal) =>
      insertRepair({ version_no, ordinal, ...repair, start_byte: start, end_byte: end }),
    )
    const insertRelocation = this.#into('relocation')
    relocations.forEach(({ what, start, end, from, to }, ordinal) =>
      insertRelocation({
        version_no,
        ordinal,
        what,
        start_byte: start,
        end_byte: end,
        from_place: from,
        to_place: to,
      }),
    )
  }
}

/** Keeps each distinct text once; refuses a text whose core another text has taken. */
function textRecorder(sql: SQLite.Database): (block: EditionBlock) => number {
  const known = sql.prepare<[string], number>('SELECT no FROM text WHERE exact_sha256 = ?').pluck()
  const sameCore = sql
    .prepare<[string, string], string>(
      'SELECT words_sha256 FROM text WHERE core = ? AND words_sha256 <> ? LIMIT 1',
    )
    .pluck()
  const insert = inserter(sql, 'text')
  return ({ text, exactSha256, wordsSha256, core, codePoints }) => {
    const no = known.get(exactSha256)
    if (no !== undefined) return no
    if (sameCore.get(core, wordsSha256)) {
      throw new ColophonError(
        'core_collision',
        `Two different texts share the core ${core}. Nothing was recorded; this must be looked at by a person.`,
        { core },
      )
    }
    return insert({
      exact_sha256: exactSha256,
      words_sha256: wordsSha256,
      core,
      code_points: codePoints,
      content: text,
    })
  }
}

function segmentColumns({ start, end, kind, role, op, rule, target, text }: Segment) {
  return {
    start_byte: start,
    end_byte: end,
    kind,
    role,
    op,
    rule: rule ?? null,
    block: target && 'block' in target ? target.block : null,
    field: target && 'field' in target ? target.field : null,
    target_start: target?.start ?? null,
    target_end: target?.end ?? null,
    put: text ?? null,
  }
}

/** The columns by which works are listed. */
function metadataFilters({ title, authors, language, issued }: Metadata) {
  return {
    title,
    title_folded: searchFold(title),
    authors_folded: searchFold(
      authors.map((name) => name.literal ?? `${name.given ?? ''} ${name.family ?? ''}`).join(' ; '),
    ),
    language,
    ...issuedRange(issued?.edtf ?? null),
  }
}

/** First and last day of an EDTF date as ISO days; null for none and for years that four digits cannot hold. */
export function issuedRange(date: string | null): {
  issued_from: string | null
  issued_until: string | null
} {
  if (date === null) return { issued_from: null, issued_until: null }
  const { min, max } = edtf(date)
  return { issued_from: isoDay(min), issued_until: isoDay(max) }
}

function isoDay(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : null
}
