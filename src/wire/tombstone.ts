import type { Static } from 'typebox'
import type { Tombstone } from '../archive/withdraw.ts'
import type { TombstoneSchema } from './schemas/correction.ts'
import type { Urls } from './urls.ts'

/** The wire shape of what stands in the place of something withdrawn. */
export function tombstoneView(urls: Urls, tombstone: Tombstone): Static<typeof TombstoneSchema> {
  const { work, version } = tombstone
  return { ...tombstone, url: version === null ? urls.work(work) : urls.version(work, version) }
}
