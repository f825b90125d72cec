import { TEI_TYPE } from '../../../tei/document.ts'
import { json } from '../../../wire/body.ts'
import { versionView } from '../../../wire/version.ts'
import { long, representations } from '../../protocol/representations.ts'
import { readingPage, readingTei, readingText, type TextResource } from './work-representations.ts'

const plain = readingText('text/plain')
const markdown = readingText('text/markdown')

/** A version of a work: what is known of it, and its text, which never changes. */
export const VERSION = representations<TextResource>({
  'application/json': ({ services, work }) => json(versionView(services.urls, work)),
  'text/plain': long(async (resource) => ({ ...(await plain(resource)), cache: 'version' })),
  'text/markdown': long(async (resource) => ({ ...(await markdown(resource)), cache: 'version' })),
  // The page says whether there is a newer one.
  'text/html': long(readingPage),
  // What is said of the work may be corrected.
  [TEI_TYPE]: long(readingTei),
})
