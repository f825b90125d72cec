/** Statements over paragraphs, as SQLite and PostgreSQL both take them, and their rows. */
import type { BlockKind } from '../../loading/block.ts'
import type { GivenNumbering, Numbering } from '../../numbering/numbering.ts'
import type { ParagraphRecord, VersionCard } from '../paragraphs.ts'

/** Rows come as arrays: to make an object of each costs as much as to find it. */
export type ParagraphRow = [
  id: string,
  number: number,
  kind: BlockKind,
  text: string,
  core: string,
  sha256: string,
  codePoints: number,
  sourceRanges: string,
  previous: string | null,
  next: string | null,
  versionNo: number,
]

const SELECT = `
  SELECT block.paragraph, block.number, block.kind, text.content, text.core, text.exact_sha256,
    text.code_points, block.source_ranges, block.previous, block.next, block.version_no
  FROM block JOIN text ON text.no = block.text_no`

export const BY_ID = `${SELECT} WHERE block.paragraph = ? ORDER BY block.version_no DESC LIMIT 1`
export const IN_VERSION = `${SELECT} WHERE block.paragraph = ? AND block.version_no = ?`
export const BY_NUMBER = `${SELECT} WHERE block.version_no = ? AND block.number = ?`
export const NEWEST = `SELECT version.no FROM work JOIN present_version AS version ON version.work_no = work.no
  WHERE work.id = ? ORDER BY version.no DESC LIMIT 1`
export const PAGE = `${SELECT} WHERE block.version_no = ? AND block.number > ? AND block.number <= ? ORDER BY block.number LIMIT ?`

/** @param locators the second numberings in `metadata.body`, as JSON in an SQL expression */
export function cardSelect(locators: string): string {
  return `
  SELECT version.id AS version, version.created_at AS "createdAt", work.id AS work, work.slug, metadata.title,
    NOT EXISTS (SELECT 1 FROM present_version AS later
      WHERE later.work_no = work.no AND later.no > version.no) AS newest,
    (SELECT count(*) FROM present_version AS each WHERE each.work_no = work.no) AS versions,
    ${locators} AS locators
  FROM version
  JOIN work ON work.no = version.work_no
  JOIN metadata ON metadata.work_no = work.no
  WHERE version.no = ? ORDER BY metadata.revision DESC LIMIT 1`
}

export type CardRow = Omit<VersionCard, 'numberings' | 'newest'> & {
  newest: 0 | 1 | boolean
  locators: string | null
}

/**
 * A card from its row, member by member: what a spread makes has a hidden class of its own each time, and every read of it
 * then looks for its members anew.
 */
export function versionCard(row: CardRow, numberings: readonly Numbering[]): VersionCard {
  return {
    version: row.version,
    createdAt: row.createdAt,
    work: row.work,
    slug: row.slug,
    title: row.title,
    newest: row.newest ? 1 : 0,
    versions: row.versions,
    numberings,
  }
}

/** The second numberings that the metadata of a card's work give. */
export function numberingsGiven({ locators }: CardRow): GivenNumbering[] {
  return locators === null ? [] : (JSON.parse(locators) as GivenNumbering[])
}

/** A paragraph from its row. */
export function paragraphRecord(row: ParagraphRow, card: VersionCard): ParagraphRecord {
  const [id, number, kind, text, core, sha256, codePoints, sourceRanges, previous, next] = row
  return {
    id,
    number,
    kind,
    text,
    core,
    sha256,
    codePoints,
    sourceRanges,
    previous,
    next,
    in: card,
  }
}

/** The version that a row is of. */
export function versionOf(row: ParagraphRow): number {
  return row[10]
}
