import type { Static } from 'typebox'
import type { WorkRecord } from '../store/works.ts'
import { alternateLinks } from './alternate-links.ts'
import { cslMembers } from './csl-members.ts'
import type { Link } from './links.ts'
import type { WorkSchema } from './schemas/work.ts'
import { sourceView } from './source.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a work. */
export function workView(urls: Urls, record: WorkRecord): Static<typeof WorkSchema> {
  const { metadata, version } = record
  const url = urls.work(record.id)
  const { issued, ...csl } = cslMembers(urls, record)
  return {
    id: record.id,
    slug: record.slug,
    url,
    title: metadata.title,
    authors: metadata.authors,
    issued: metadata.issued && { ...issued, ...metadata.issued },
    language: metadata.language,
    type: metadata.type,
    containerTitle: metadata.containerTitle,
    version: { id: version.id, url: urls.version(record.id, version.id), createdAt: version.createdAt },
    paragraphCount: version.paragraphCount,
    wordCount: version.wordCount,
    provenance: {
      source: sourceView(urls, record, url),
      retrieved: metadata.retrieved,
      archive: metadata.archive,
      loader: version.loader,
      repairs: version.repairCount,
      unresolved: version.unresolvedCount,
      url: `${url}/provenance`,
    },
    citation: `${url}/citation`,
    links: {
      paragraphs: `${url}/paragraphs`,
      text: `${url}.txt`,
      markdown: `${url}.md`,
      quotes: `${url}/quotes`,
      versions: `${url}/versions`,
    },
    ...csl,
  }
}

/**
 * Typed links of a work, as FAIR Signposting has them.
 *
 * @param alternates the other media types in which its address answers
 */
export function workLinks(urls: Urls, record: WorkRecord, alternates: readonly string[]): Link[] {
  const url = urls.work(record.id)
  const permanent = urls.permanent.work(record.id)
  const links: Link[] = [
    { href: permanent, rel: 'cite-as' },
    { href: permanent, rel: 'canonical' },
    ...alternateLinks(url, alternates),
    { href: `${url}/citation`, rel: 'describedby', type: 'application/json' },
    { href: `${url}/provenance`, rel: 'describedby', type: 'application/json' },
    { href: `${url}/source`, rel: 'item', type: record.source.mediaType },
    { href: `${url}/paragraphs`, rel: 'item', type: 'application/json' },
    { href: `${url}/bag.zip`, rel: 'item', type: 'application/zip' },
    { href: `${url}/versions`, rel: 'version-history', type: 'application/json' },
    { href: urls.version(record.id, record.version.id), rel: 'latest-version' },
    { href: 'https://schema.org/Article', rel: 'type' },
  ]
  const { license } = record.metadata
  return isWebAddress(license) ? [...links, { href: new URL(license).href, rel: 'license' }] : links
}

/** A licence may be known by its name alone, which is no link. */
function isWebAddress(license: string | null): license is string {
  return license !== null && /^https?:/i.test(license) && URL.canParse(license)
}
