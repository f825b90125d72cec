import type { VersionEntry } from '../store/versions.ts'
import type { Body } from '../wire/body.ts'
import { type Link, printLink } from '../wire/links.ts'
import type { Urls } from '../wire/urls.ts'
import { LINK_FORMAT, mementoDatetime, mementoLink, originalOfTimes, timeLinks } from './links.ts'

/** All texts of a work with their times (RFC 7089 §5), the oldest first, of which there is one at least. */
export function timeMap(urls: Urls, work: string, versions: readonly VersionEntry[]): Body {
  const [gate, map] = timeLinks(urls, work) as [Link, Link]
  const mementos = versions.map((version, at) => {
    const rels = [at === 0 ? 'first' : '', at === versions.length - 1 ? 'last' : '']
    return mementoLink(urls, work, version, rels)
  })
  const self = {
    ...map,
    rel: 'self',
    from: mementoDatetime(versions[0]!),
    until: mementoDatetime(versions.at(-1)!),
  }
  const links = [originalOfTimes(urls, work), self, gate, ...mementos]
  return { type: LINK_FORMAT, body: `${links.map(printLink).join(',\n')}\n` }
}
