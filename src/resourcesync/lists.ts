/** The lists of ResourceSync 1.1: what there is (9), and what changed (12). A resource is the source of a work's newest version. */
import type { Archive } from '../archive/archive.ts'
import { printSecond, type WorkChange } from '../archive/work-changes.ts'
import type { WorkRecord } from '../store/works.ts'
import type { XmlAttributes } from '../text/xml.ts'
import type { Urls } from '../wire/urls.ts'
import { headLines, indexDocument, MOST_RESOURCES, PLACES, urlLine } from './documents.ts'

/** Works read at a time: some milliseconds. */
const AT_ONCE = 200

/** The kinds of lists. */
type Capability = 'resourcelist' | 'changelist' | 'resourcedump'

/** What lists are made from. `most` addresses are on a page. */
export interface ListSource {
  archive: Archive
  urls: Urls
  most?: number
}

/** How many pages the list of resources has: each has the works of as many keys. */
export async function resourcePages({ archive, most = MOST_RESOURCES }: ListSource): Promise<number> {
  const [last] = await archive.reads.works.newest(1)
  return Math.max(1, Math.ceil((last?.no ?? 0) / most))
}

/** How many pages the list of changes has: each has the changes of as many entries of the log. */
export function changePages({ archive, most = MOST_RESOURCES }: ListSource): number {
  return Math.max(1, Math.ceil(archive.changes.size / most))
}

/** The index of a list of several pages. */
export function listIndex(
  source: ListSource,
  capability: 'resourcelist' | 'changelist',
  pages: number,
): string {
  const { urls } = source
  const head = { md: { capability, ...momentOf(source, capability) }, up: urls.path(PLACES.capabilitylist) }
  const all = Array.from({ length: pages }, (_, at) => ({
    loc: urls.path(PLACES[capability], { page: at + 1 }),
    md: momentOf(source, capability),
  }))
  return indexDocument(head, all)
}

/** The lines of a page of all that there is; pages count from 1. */
export async function* resourceLines(source: ListSource, page: number): AsyncGenerator<string[]> {
  const { archive, urls, most = MOST_RESOURCES } = source
  yield headOf(source, 'resourcelist', (await resourcePages(source)) > 1)
  const last = page * most
  for (let after = last - most; after < last; ) {
    const listed = await archive.reads.works.list({ after, limit: Math.min(AT_ONCE, last - after) })
    const here = listed.filter(({ no }) => no <= last)
    const works = await archive.reads.works.byIds(here.map(({ id }) => id))
    yield [...works.values()].map((work) =>
      urlLine(addressOf(urls, work.id), contentOf(work), lastChange(archive, work)),
    )
    if (listed.length === 0) break
    after = listed.at(-1)!.no
  }
  yield ['</urlset>']
}

/** The lines of a page of what changed, each work at its last change, the oldest first; pages count from 1. */
export async function* changeLines(source: ListSource, page: number): AsyncGenerator<string[]> {
  const { archive, most = MOST_RESOURCES } = source
  yield headOf(source, 'changelist', changePages(source) > 1)
  const end = page * most
  let some: WorkChange[] = []
  for (const change of archive.changes.within({ after: end - most - 1, size: archive.changes.size })) {
    if (change.seq >= end) break
    some.push(change)
    if (some.length < AT_ONCE) continue
    yield await linesOf(source, some)
    some = []
  }
  yield await linesOf(source, some)
  yield ['</urlset>']
}

async function linesOf({ archive, urls }: ListSource, changes: readonly WorkChange[]): Promise<string[]> {
  const works = await archive.reads.works.byIds(changes.map(({ work }) => work))
  return changes.map(({ work, second, isFirst }) => {
    const record = works.get(work)
    const datetime = printSecond(second)
    if (!record) return urlLine(addressOf(urls, work), { change: 'deleted', datetime })
    const md = { change: isFirst ? 'created' : 'updated', datetime, ...contentOf(record) }
    return urlLine(addressOf(urls, work), md, datetime)
  })
}

/** The lines with which a list begins. */
export function headOf(source: ListSource, capability: Capability, isPart: boolean): string[] {
  const { urls } = source
  const up = urls.path(isPart ? PLACES[capability] : PLACES.capabilitylist)
  return headLines('urlset', { md: { capability, ...momentOf(source, capability) }, up })
}

/** The moment that a list is of: what it has is never older than the newest change, and the changes begin with the first. */
function momentOf({ archive }: ListSource, capability: Capability): XmlAttributes {
  const { earliest = 0, newest = 0 } = archive.changes
  return capability === 'changelist' ? { from: printSecond(earliest) } : { at: printSecond(newest) }
}

/** The address of a resource. */
export function addressOf(urls: Urls, work: string): string {
  return `${urls.work(work)}/source`
}

/** What a resource is. */
export function contentOf({ source: { sha256, byteLength, mediaType } }: WorkRecord): XmlAttributes {
  return { hash: `sha-256:${sha256}`, length: `${byteLength}`, type: mediaType }
}

/** When the log last spoke of a work. */
export function lastChange({ changes }: Archive, { id, version }: WorkRecord): string {
  const second = changes.changedAt(id)
  return second === undefined ? version.createdAt : printSecond(second)
}
