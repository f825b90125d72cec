import type { WorkRecord } from '../store/works.ts'
import type { Urls } from './urls.ts'

/** How one thing names the work that it belongs to. */
export function workReference(urls: Urls, { id, slug, metadata }: WorkRecord) {
  return { id, slug, title: metadata.title, url: urls.work(id) }
}
