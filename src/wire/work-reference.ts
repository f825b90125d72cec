import type { Static } from 'typebox'
import type { WorkRecord } from '../store/works.ts'
import type { WorkReference } from './schemas/paragraph.ts'
import type { Urls } from './urls.ts'

/** How one thing names the work that it belongs to. */
export function workReference(
  urls: Urls,
  { id, slug, metadata }: WorkRecord,
): Static<ReturnType<typeof WorkReference>> {
  return { id, slug, title: metadata.title, url: urls.work(id) }
}
