import type { Static } from 'typebox'
import type { Dump } from '../dumps/dump-index.ts'
import type { DumpSchema } from './schemas/dump.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a dump that may be given out. */
export function dumpView(urls: Urls, dump: Dump): Static<typeof DumpSchema> {
  return { url: `${urls.base}/dumps/${dump.file}`, ...dump }
}
