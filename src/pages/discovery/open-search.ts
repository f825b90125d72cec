/** OpenSearch 1.1, draft 6: how a browser searches here. */
import { xmlElement } from '../../text/xml.ts'
import type { Urls } from '../../wire/urls.ts'
import { ICON } from '../assets.ts'
import { WORDS } from '../words/words.ts'

export const OPEN_SEARCH_TYPE = 'application/opensearchdescription+xml'

/** The description. */
export function openSearch(urls: Urls): string {
  const search = `${urls.base}/search?q={searchTerms}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
${xmlElement('ShortName', WORDS.common.name)}
${xmlElement('Description', WORDS.discovery.searchOf)}
${xmlElement('InputEncoding', 'UTF-8')}
${xmlElement('Image', urls.path(`/assets/${ICON.name}`), { width: '16', height: '16', type: ICON.type })}
${xmlElement('Url', '', { type: 'text/html', template: search })}
${xmlElement('Url', '', { type: 'application/json', template: `${search}&format=json` })}
${xmlElement('Url', '', { type: OPEN_SEARCH_TYPE, rel: 'self', template: urls.path('/opensearch.xml') })}
</OpenSearchDescription>
`
}
