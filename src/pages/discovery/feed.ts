/** Atom (RFC 4287): the works that came last. */

import { printName } from '../../loading/metadata/print-name.ts'
import type { ListedWork } from '../../store/works.ts'
import { xmlElement } from '../../text/xml.ts'
import type { Urls } from '../../wire/urls.ts'
import { WORDS } from '../words/words.ts'

export const FEED_TYPE = 'application/atom+xml'
/** How many of them. */
export const FEED_WORKS = 50
/** Of a feed that has none yet. */
const NEVER = '1970-01-01T00:00:00.000Z'

/** The feed. What it has of each work is where it stands: texts are not repeated in it. */
export function feed(urls: Urls, works: readonly ListedWork[]): string {
  const updated =
    works
      .map(({ version }) => version.createdAt)
      .sort()
      .at(-1) ?? NEVER
  const elements = [
    xmlElement('id', `${urls.permanent.base}/feed.atom`),
    xmlElement('title', `${WORDS.discovery.feed} · ${WORDS.common.name}`),
    xmlElement('updated', updated),
    author(new URL(urls.permanent.base).hostname),
    xmlElement('link', '', { rel: 'self', type: FEED_TYPE, href: urls.path('/feed.atom') }),
    xmlElement('link', '', { rel: 'alternate', type: 'text/html', href: urls.path('/works') }),
    ...works.map((work) => entry(urls, work)),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${WORDS.common.language}">
${elements.join('\n')}
</feed>
`
}

function entry(urls: Urls, { id, metadata, version }: ListedWork): string {
  const { title, authors, language } = metadata
  return [
    '<entry>',
    xmlElement('id', urls.permanent.work(id)),
    xmlElement('title', title, language === null ? {} : { 'xml:lang': language }),
    xmlElement('updated', version.createdAt),
    ...authors.map((name) => author(printName(name))),
    xmlElement('link', '', { rel: 'alternate', type: 'text/html', href: urls.work(id) }),
    '</entry>',
  ].join('\n')
}

function author(name: string): string {
  return `<author>${xmlElement('name', name)}</author>`
}
