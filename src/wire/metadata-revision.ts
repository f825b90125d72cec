import type { Static } from 'typebox'
import type { MetadataRevision, WorkRecord } from '../store/works.ts'
import type { MetadataRevisionSchema } from './schemas/correction.ts'
import type { Urls } from './urls.ts'

/** The wire shape of what was said of a work from a time on. */
export function metadataRevisionView(
  urls: Urls,
  { id }: WorkRecord,
  { revision, recordedAt, metadata }: MetadataRevision,
): Static<typeof MetadataRevisionSchema> {
  return { work: urls.work(id), revision, recordedAt, metadata }
}
