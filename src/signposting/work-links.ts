/** The typed links of a work (FAIR Signposting, level 2): in the header of its answers, and all of them as a link set. */
import { schemaType } from '../citing/exports/schema-org-types.ts'
import { printName } from '../loading/metadata/print-name.ts'
import { timeLinks } from '../memento/links.ts'
import type { WorkRecord } from '../store/works.ts'
import { alternateLinks } from '../wire/alternate-links.ts'
import { worksOf } from '../wire/author.ts'
import { type Link, printLinks } from '../wire/links.ts'
import { isExportType } from '../wire/media-types.ts'
import type { Urls } from '../wire/urls.ts'
import { LINKSET_TYPES, type LinkContext } from './linkset.ts'

/**
 * Bytes of a work's `Link` header: with the other fields it must fit into the 4 kB that proxies keep for an answer's
 * head. The link set has what has no place.
 */
const MOST_HEADER = 3000
/** Authors in a link set. */
const MOST_AUTHORS = 1000
/** Media types in which a work's address answers with its text. */
const TEXTS: ReadonlySet<string> = new Set(['text/plain', 'text/markdown', 'application/tei+xml'])

/**
 * The links of a work's answers, the most important first.
 *
 * @param types the other media types in which its address answers
 */
export function workLinks(urls: Urls, work: WorkRecord, types: readonly string[]): Link[] {
  const links: Link[] = []
  let length = 0
  for (const link of [...linksOf(urls, work, types), ...authorLinks(urls, work)]) {
    length += printLinks([link]).length + ', '.length
    if (length > MOST_HEADER) break
    links.push(link)
  }
  return links
}

/** All links of a work, and those of what it links to that lead back. */
export function workLinkset(urls: Urls, work: WorkRecord, types: readonly string[]): LinkContext[] {
  const anchor = urls.work(work.id)
  const links = [...linksOf(urls, work, types), ...authorLinks(urls, work)]
  const back = (rel: string) => [{ href: anchor, rel, type: 'text/html' }]
  return [
    { anchor, links },
    ...links.flatMap(({ href, rel }) => {
      const rels = rel.split(' ')
      if (rels.includes('item')) return [{ anchor: href, links: back('collection') }]
      return rels.includes('describedby') ? [{ anchor: href, links: back('describes') }] : []
    }),
  ]
}

/** The link back to a work from one of its representations at an address of its own: a text, or a record of it. */
export function linksBack(urls: Urls, { id }: WorkRecord, type: string): Link[] {
  const href = urls.work(id)
  if (TEXTS.has(type)) return [{ href, rel: 'collection' }]
  return isExportType(type) ? [{ href, rel: 'describes' }] : []
}

function linksOf(urls: Urls, work: WorkRecord, types: readonly string[]): Link[] {
  const url = urls.work(work.id)
  const permanent = urls.permanent.work(work.id)
  const { license, type } = work.metadata
  return [
    { href: permanent, rel: 'cite-as' },
    { href: permanent, rel: 'canonical' },
    ...alternateLinks(url, LINKSET_TYPES).map((link) => ({ ...link, rel: 'linkset' })),
    ...timeLinks(urls, work.id),
    { href: 'https://schema.org/AboutPage', rel: 'type' },
    { href: `https://schema.org/${schemaType(type)}`, rel: 'type' },
    ...(isWebAddress(license) ? [{ href: new URL(license).href, rel: 'license' }] : []),
    { href: `${url}/source`, rel: 'item', type: work.source.mediaType },
    { href: `${url}/paragraphs`, rel: 'item', type: 'application/json' },
    { href: `${url}/bag.zip`, rel: 'item', type: 'application/zip' },
    ...alternateLinks(
      url,
      types.filter((type) => !LINKSET_TYPES.includes(type)),
    ).map((link) => (TEXTS.has(link.type ?? '') ? { ...link, rel: `${link.rel} item` } : link)),
    { href: `${url}/citation`, rel: 'describedby', type: 'application/json' },
    { href: `${url}/provenance`, rel: 'describedby', type: 'application/json' },
    { href: `${url}/versions`, rel: 'version-history', type: 'application/json' },
    { href: urls.version(work.id, work.version.id), rel: 'latest-version' },
  ]
}

/** An author has no other address here than that of their works. */
function authorLinks(urls: Urls, { metadata: { authors } }: WorkRecord): Link[] {
  return authors
    .slice(0, MOST_AUTHORS)
    .map((author) => ({ href: worksOf(urls, { name: printName(author) }), rel: 'author' }))
}

/** A licence may be known by its name alone, which is no link. */
function isWebAddress(license: string | null): license is string {
  return license !== null && /^https?:/i.test(license) && URL.canParse(license)
}
