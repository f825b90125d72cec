import type { Metadata } from '../../../loading/metadata/metadata.ts'
import { refuseTooLong } from '../../../loading/metadata/refuse-too-long.ts'
import type { Connection } from '../../sql/connection.ts'
import type { MetadataRevision } from '../../works.ts'
import { metadataFilters } from './metadata-filters.ts'
import { type NumberedVersion, numberedMetadata } from './numbered-metadata.ts'

/**
 * Records metadata as a work's current ones, inside the caller's transaction, and answers with the revision.
 * What is the same as before makes no new revision.
 *
 * @param version the one that second numberings of paragraphs number when they do not say
 * @throws ColophonError `metadata_too_long`, `invalid_manifest`
 */
export function recordMetadata(
  db: Connection,
  workNo: number,
  said: { metadata: Metadata; version: NumberedVersion; now: string },
): number {
  const current = db.one<{ revision: number; body: string }>(
    'SELECT revision, body FROM metadata WHERE work_no = ? ORDER BY revision DESC LIMIT 1',
    workNo,
  )
  const metadata = numberedMetadata(db, said.metadata, { workNo, version: said.version })
  const body = printMetadata(metadata)
  if (current?.body === body) return current.revision
  refuseTooLong(metadata)
  const revision = (current?.revision ?? 0) + 1
  recordRevision(db, workNo, { revision, recordedAt: said.now, metadata })
  return revision
}

/** Writes one revision of a work's metadata, inside the caller's transaction. */
export function recordRevision(
  db: Connection,
  workNo: number,
  { revision, recordedAt, metadata }: MetadataRevision,
): void {
  db.insert('metadata', {
    work_no: workNo,
    revision,
    recorded_at: recordedAt,
    body: printMetadata(metadata),
    ...metadataFilters(metadata),
  })
}

/** The members in one order, whoever gave them: a copy has the same bytes. */
function printMetadata(metadata: Metadata): string {
  const place = (name: string) => {
    const at = MEMBERS.indexOf(name)
    return at < 0 ? MEMBERS.length : at
  }
  return JSON.stringify(metadata, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const members = Object.entries(value)
    return Object.fromEntries(members.sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)))
  })
}

/** Of metadata, and of the names, dates and places in them, as answers show them. */
const MEMBERS = [
  ...['title', 'authors', 'issued', 'language', 'type', 'containerTitle', 'publisher', 'label', 'url'],
  ...['license', 'retrieved', 'archive', 'edtf', 'raw', 'from'],
  ...['family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal'],
]
