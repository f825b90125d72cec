/** The typed links of Memento (RFC 7089 §2.2): from a work to its times, and from each of its texts to the others. */
import type { VersionEntry } from '../store/versions.ts'
import type { Link } from '../wire/links.ts'
import type { Urls } from '../wire/urls.ts'
import { recordedAt } from './negotiation.ts'

export const LINK_FORMAT = 'application/link-format'

/** Links from what has been at several times to the resources that know of them. */
export function timeLinks(urls: Urls, work: string): Link[] {
  return [
    { href: `${urls.work(work)}/timegate`, rel: 'timegate' },
    { href: `${urls.work(work)}/timemap`, rel: 'timemap', type: LINK_FORMAT },
  ]
}

/** Where the work is cited: on a copy, at the origin. */
export function originalOfTimes(urls: Urls, work: string): Link {
  return { href: urls.permanent.work(work), rel: 'original' }
}

/**
 * Links from a version to the resources of times, and to the first, the last and those beside it. Every answer of a copy
 * names its own original already.
 */
export function mementoLinks(
  urls: Urls,
  work: string,
  { versions, version }: { versions: readonly VersionEntry[]; version: VersionEntry },
): Link[] {
  const at = versions.indexOf(version)
  const relations = new Map<VersionEntry, string[]>()
  const add = (one: VersionEntry | undefined, rel: string) =>
    one && relations.set(one, [...(relations.get(one) ?? []), rel])
  add(versions[0], 'first')
  add(versions[at - 1], 'prev')
  add(version, '')
  add(versions[at + 1], 'next')
  add(versions.at(-1), 'last')
  const mementos = [...relations].map(([one, rels]) => mementoLink(urls, work, one, rels))
  const original = urls.mirrorOf === null ? [originalOfTimes(urls, work)] : []
  return [...original, ...timeLinks(urls, work), ...mementos]
}

/** The link to a version at its time. */
export function mementoLink(urls: Urls, work: string, version: VersionEntry, rels: readonly string[]): Link {
  const rel = [...rels.filter(Boolean), 'memento'].join(' ')
  return { href: urls.version(work, version.id), rel, datetime: mementoDatetime(version) }
}

/** The value of `Memento-Datetime`. */
export function mementoDatetime(version: Pick<VersionEntry, 'createdAt'>): string {
  return new Date(recordedAt(version)).toUTCString()
}
