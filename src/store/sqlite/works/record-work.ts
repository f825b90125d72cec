import type SQLite from 'better-sqlite3'
import type { Edition } from '../../../edition/edition.ts'
import type { NewWork } from '../../../edition/new-work.ts'
import { ColophonError } from '../../../errors.ts'
import type { EarlierParagraphs } from '../../../lineage/inheritance.ts'
import type { LoadedDocument } from '../../../loading/document.ts'
import type { Connection } from '../database.ts'
import { inserter } from '../inserter.ts'
import { prepared } from '../prepared.ts'
import { readAncestry } from '../versions/lineage.ts'
import { type EditionTimes, recordEdition } from '../versions/record-edition.ts'
import {
  findWithdrawnVersion,
  refuseWithdrawn,
  refuseWithdrawnSource,
  withdrawnError,
} from '../withdrawals/withdrawals.ts'
import { freeSlug } from './free-slug.ts'
import { recordMetadata } from './metadata.ts'

/** What became of an edition: the work and version that hold it now, and whether they were there before. */
export interface Recorded {
  work: string
  version: string
  known: boolean
}

/** When a change is made, and what else is done in its transaction once a version's rows are written. */
export interface Recording {
  /** ISO time. */
  now: string
  publish: (versionNo: number) => void
}

/**
 * Records a new work with its first version, in one transaction that is durable when this returns.
 * A source that is known already answers with the work that has it, and changes nothing.
 *
 * @throws ColophonError `core_collision`, `metadata_too_long`, `withdrawn`, or `work_exists` when another source has
 *   the work's key
 */
export function recordNewWork(
  { sql }: Connection,
  { work, edition }: { work: NewWork; edition: Edition },
  recording: Recording,
): Recorded {
  const record = sql.transaction((): Recorded => {
    refuseWithdrawn(sql, work.id)
    refuseWithdrawnSource(sql, edition.source.sha256)
    const known = findSource(sql, edition.source.sha256)
    if (known) return { ...known, known: true }
    const workNo = recordWork(sql, work, { document: edition.document, now: recording.now })
    recording.publish(recordEdition(sql, edition, { workNo, ...both(recording.now) }))
    return { work: work.id, version: edition.version.id, known: false }
  })
  return record.immediate()
}

/** The next text of a work: made from what its paragraphs were until now. */
export interface NextVersion {
  /** Id of the work. */
  work: string
  sourceSha256: string
  edition: (earlier: EarlierParagraphs) => Edition
  /** Whether what the document says of the work is to be its metadata from now on. */
  replacesMetadata: boolean
}

/**
 * Records the next version of a work, in one transaction that is durable when this returns. The source of the
 * newest version, sent again, changes nothing.
 *
 * @throws ColophonError `work_not_found`, `withdrawn`, `core_collision`, `metadata_too_long`
 */
export function recordNextVersion({ sql }: Connection, next: NextVersion, recording: Recording): Recorded {
  const record = sql.transaction((): Recorded => {
    refuseWithdrawn(sql, next.work)
    const newest = findNewest(sql, next.work)
    if (!newest) {
      throw new ColophonError('work_not_found', `There is no work ${next.work} to make a new version of.`)
    }
    if (newest.sourceSha256 === next.sourceSha256)
      return { work: next.work, version: newest.version, known: true }
    refuseWithdrawnSource(sql, next.sourceSha256)
    const edition = next.edition(readAncestry(sql, { no: newest.workNo, id: next.work }, newest.no))
    const withdrawn = findWithdrawnVersion(sql, newest.workNo, edition.version.id)
    if (withdrawn) throw withdrawnError('This text', withdrawn)
    const { workNo } = newest
    if (next.replacesMetadata)
      recordMetadata(sql, workNo, { metadata: edition.document.metadata, now: recording.now })
    recording.publish(recordEdition(sql, edition, { workNo, ...both(recording.now) }))
    return { work: next.work, version: edition.version.id, known: false }
  })
  return record.immediate()
}

const both = (now: string): EditionTimes => ({ receivedAt: now, createdAt: now })

function findSource(sql: SQLite.Database, sha256: string): { work: string; version: string } | undefined {
  return prepared<[string], { work: string; version: string }>(
    sql,
    `SELECT work.id AS work, version.id AS version FROM version JOIN work ON work.no = version.work_no
     WHERE version.source_sha256 = ? AND version.no NOT IN (SELECT version_no FROM withdrawn_version)
     ORDER BY version.no LIMIT 1`,
  ).get(sha256)
}

interface Newest {
  no: number
  version: string
  workNo: number
  sourceSha256: string
}

function findNewest(sql: SQLite.Database, work: string): Newest | undefined {
  return prepared<[string], Newest>(
    sql,
    `SELECT version.no, version.id AS version, version.work_no AS workNo,
       version.source_sha256 AS sourceSha256
     FROM version JOIN work ON work.no = version.work_no
     WHERE work.id = ? AND version.no NOT IN (SELECT version_no FROM withdrawn_version)
     ORDER BY version.no DESC LIMIT 1`,
  ).get(work)
}

function recordWork(
  sql: SQLite.Database,
  { id, key, slug }: NewWork,
  { document, now }: { document: LoadedDocument; now: string },
): number {
  if (prepared(sql, 'SELECT 1 FROM work WHERE key = ? OR id = ?').get(key, id)) {
    throw new ColophonError(
      'work_exists',
      `The key ${key} belongs to another work already. Leave "key" out of the manifest, or give this work a key of its own.`,
      { work: id },
    )
  }
  const no = inserter(
    sql,
    'work',
  )({
    id,
    key,
    slug: freeSlug(sql, slug, id),
    created_at: now,
  })
  recordMetadata(sql, no, { metadata: document.metadata, now })
  return no
}
