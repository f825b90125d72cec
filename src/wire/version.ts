import type { Static } from 'typebox'
import type { VersionEntry } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import { alternateLinks } from './alternate-links.ts'
import type { Link } from './links.ts'
import type { VersionSchema } from './schemas/version.ts'
import { sourceView } from './source.ts'
import type { Urls } from './urls.ts'
import { workReference } from './work-reference.ts'

/** The wire shape of a version: of the work as it was in it. */
export function versionView(urls: Urls, record: WorkRecord): Static<typeof VersionSchema> {
  const { version } = record
  const url = urls.version(record.id, version.id)
  return {
    id: version.id,
    url,
    work: workReference(urls, record),
    createdAt: version.createdAt,
    paragraphCount: version.paragraphCount,
    wordCount: version.wordCount,
    source: sourceView(urls, record, url),
    loader: version.loader,
    repairs: version.repairCount,
    unresolved: version.unresolvedCount,
    links: {
      text: `${url}.txt`,
      markdown: `${url}.md`,
      paragraphs: `${url}/paragraphs`,
      provenance: `${url}/provenance`,
      citation: `${url}/citation`,
    },
  }
}

/** What the links of a version lead to. */
export interface LinkedVersions {
  /** All versions of its work, the oldest first. */
  versions: readonly VersionEntry[]
  /** The other media types in which its address answers. */
  alternates: readonly string[]
}

/** Typed links from a version to its text and to the other versions of its work (RFC 5829). */
export function versionLinks(
  urls: Urls,
  record: WorkRecord,
  { versions, alternates }: LinkedVersions,
): Link[] {
  const work = urls.work(record.id)
  const at = versions.findIndex(({ no }) => no === record.version.no)
  const beside: [string, VersionEntry | undefined][] = [
    ['predecessor-version', versions[at - 1]],
    ['successor-version', versions[at + 1]],
    ['latest-version', versions.at(-1)],
  ]
  const url = urls.version(record.id, record.version.id)
  return [
    { href: work, rel: 'collection' },
    ...alternateLinks(url, alternates),
    { href: `${work}/versions`, rel: 'version-history', type: 'application/json' },
    ...beside.flatMap(([rel, version]) =>
      version ? [{ href: urls.version(record.id, version.id), rel }] : [],
    ),
  ]
}
