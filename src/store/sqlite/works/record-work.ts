import type { Edition } from '../../../edition/edition.ts'
import type { NewWork } from '../../../edition/new-work.ts'
import { ColophonError } from '../../../errors.ts'
import type { EarlierParagraphs } from '../../../lineage/inheritance.ts'
import type { Connection } from '../../sql/connection.ts'
import { withdrawnError } from '../../withdrawals.ts'
import type { Recorded } from '../../works.ts'
import { withTextsIndexed } from '../search/index-texts.ts'
import { readAncestry } from '../versions/lineage.ts'
import { type EditionTimes, recordEdition } from '../versions/record-edition.ts'
import { findWithdrawnVersion, refuseWithdrawn, refuseWithdrawnSource } from '../withdrawals/withdrawals.ts'
import { freeSlug } from './free-slug.ts'
import { knownSource } from './known-source.ts'
import { recordMetadata } from './record-metadata.ts'

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
 * @throws ColophonError `core_collision`, `metadata_too_long`, `invalid_manifest`, `withdrawn`, or `work_exists` when another source has
 *   the work's key
 */
export function recordNewWork(
  db: Connection,
  { work, edition }: { work: NewWork; edition: Edition },
  recording: Recording,
): Recorded {
  return withTextsIndexed(db, (): Recorded => {
    refuseWithdrawn(db, work.id)
    refuseWithdrawnSource(db, edition.source.sha256)
    const known = knownSource(db, edition.source.sha256)
    if (known) return known
    if (edition.extraction) refuseWithdrawnSource(db, edition.extraction.sha256)
    const workNo = recordWork(db, work, { edition, now: recording.now })
    recording.publish(recordEdition(db, edition, { workNo, ...both(recording.now) }))
    return { work: work.id, version: edition.version.id, known: false }
  })
}

/** The next text of a work: made from what its paragraphs were until now. */
export interface NextVersion {
  /** Id of the work. */
  work: string
  sourceSha256: string
  edition: (earlier: EarlierParagraphs) => Edition
  /** Whether what the document says of the work is to be its metadata from now on. */
  replacesMetadata: boolean
  /** Key of the version whose source is loaded again with decisions of a person. */
  decidedOn?: number
}

/**
 * Records the next version of a work, in one transaction that is durable when this returns. The source of the
 * newest version, sent again, changes nothing, unless somebody decided on its repairs.
 *
 * @throws ColophonError `work_not_found`, `withdrawn`, `core_collision`, `metadata_too_long`, `invalid_manifest`, `revision_changed` when
 *   another version came after that which was decided on
 */
export function recordNextVersion(db: Connection, next: NextVersion, recording: Recording): Recorded {
  return withTextsIndexed(db, (): Recorded => {
    refuseWithdrawn(db, next.work)
    const newest = findNewest(db, next.work)
    if (!newest) {
      throw new ColophonError('work_not_found', `There is no work ${next.work} to make a new version of.`)
    }
    if (next.decidedOn !== undefined) refuseOther(newest, next.decidedOn)
    else if (newest.sourceSha256 === next.sourceSha256)
      return { work: next.work, version: newest.version, known: true }
    refuseWithdrawnSource(db, next.sourceSha256)
    const edition = next.edition(readAncestry(db, { no: newest.workNo, id: next.work }, newest.no))
    if (edition.extraction) refuseWithdrawnSource(db, edition.extraction.sha256)
    const withdrawn = findWithdrawnVersion(db, newest.workNo, edition.version.id)
    if (withdrawn) throw withdrawnError('This text', withdrawn)
    const { workNo } = newest
    if (next.replacesMetadata) recordMetadata(db, workNo, { ...saidWith(edition), now: recording.now })
    recording.publish(recordEdition(db, edition, { workNo, ...both(recording.now) }))
    return { work: next.work, version: edition.version.id, known: false }
  })
}

/** Whether there is, or was, a work with this id. */
export function hasWork(db: Connection, id: string): boolean {
  return db.one('SELECT 1 FROM work WHERE id = ?', id) !== undefined
}

function refuseOther(newest: Newest, decidedOn: number): void {
  if (newest.no === decidedOn) return
  throw new ColophonError(
    'revision_changed',
    'The work has a newer version by now. List its repairs again, then decide on those.',
    { version: newest.version },
  )
}

const both = (now: string): EditionTimes => ({ receivedAt: now, extractedAt: now, createdAt: now })

interface Newest {
  no: number
  version: string
  workNo: number
  sourceSha256: string
}

function findNewest(db: Connection, work: string): Newest | undefined {
  return db.one<Newest>(
    `SELECT version.no, version.id AS version, version.work_no AS "workNo",
       version.source_sha256 AS "sourceSha256"
     FROM present_version AS version JOIN work ON work.no = version.work_no
     WHERE work.id = ?
     ORDER BY version.no DESC LIMIT 1`,
    work,
  )
}

function recordWork(
  db: Connection,
  { id, key, slug }: NewWork,
  { edition, now }: { edition: Edition; now: string },
): number {
  if (db.one('SELECT 1 FROM work WHERE key = ? OR id = ?', key, id)) {
    throw new ColophonError(
      'work_exists',
      `The key ${key} belongs to another work already. Leave "key" out of the manifest, or give this work a key of its own.`,
      { work: id },
    )
  }
  const no = db.insert('work', {
    id,
    key,
    slug: freeSlug(db, slug, id),
    created_at: now,
  })
  recordMetadata(db, no, { ...saidWith(edition), now })
  return no
}

function saidWith({ document: { metadata }, version }: Edition) {
  return { metadata, version }
}
