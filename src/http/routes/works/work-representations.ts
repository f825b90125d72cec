import { markedText, readMarkup } from '../../../markup/marked-text.ts'
import { workPage } from '../../../pages/reading/work-page.ts'
import { workAtVersion, workNamed } from '../../../resolving/work.ts'
import { LINKSET_JSON, LINKSET_TEXT, linksetJson, linksetText } from '../../../signposting/linkset.ts'
import { workLinkset } from '../../../signposting/work-links.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { readTeiText, TEI_TYPE, teiDocument } from '../../../tei/document.ts'
import { json } from '../../../wire/body.ts'
import { citableWork } from '../../../wire/cited.ts'
import { markdownText } from '../../../wire/markdown-text.ts'
import { plainText } from '../../../wire/plain-text.ts'
import { workView } from '../../../wire/work.ts'
import { long, type Representations, type Resource, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { type Citing, withCitations } from '../citations/citation-rows.ts'

/** A text of a work: the newest, or that of a version. */
export interface TextResource extends Resource {
  services: RouteContext
  work: WorkRecord
}

/** A work, by its newest text. */
interface WorkResource extends TextResource, Citing {
  services: RouteContext
}

/** A work: what is said about it, its text, its citation. */
export const WORK: Representations<WorkResource> = representations(
  withCitations<WorkResource>(
    {
      'application/json': ({ services, work }) => json(workView(services.urls, work)),
      'text/plain': long(readingText('text/plain')),
      'text/markdown': long(readingText('text/markdown')),
      'text/html': long(readingPage),
    },
    ({ services, work }) => citableWork(services.urls, work),
    {
      [TEI_TYPE]: long(readingTei),
      [LINKSET_JSON]: (resource) => linksetJson(linksetOf(resource)),
      [LINKSET_TEXT]: (resource) => linksetText(linksetOf(resource)),
    },
  ),
)

function linksetOf({ services, work }: WorkResource) {
  return workLinkset(services.urls, work, WORK.alternates)
}

/** When a work last became what it is (ISO time): by its text, or by what is said of it. */
export function lastChange({ version, revisedAt }: WorkRecord): string {
  return version.createdAt > revisedAt ? version.createdAt : revisedAt
}

/** Writes the text in one of the forms in which people read it. */
export function readingText(type: 'text/plain' | 'text/markdown') {
  return async ({ services, work }: TextResource) => {
    const { reads } = services.archive
    const pages = reads.versions.blockPages(work.version.no)
    const text =
      type === 'text/plain'
        ? await plainText(pages)
        : await markdownText(work, pages, await readMarkup(reads, work))
    // What was withdrawn while it was read is answered as that, and never in part.
    await workAtVersion(services, work, work.version.id)
    return text
  }
}

/** Writes the text with its structure and what is said of it as TEI. */
export async function readingTei({ services, work }: TextResource) {
  const { archive, urls } = services
  const body = await teiDocument(urls, await readTeiText(archive.reads, work))
  // What was withdrawn while it was read is answered as that, and never in part.
  await workAtVersion(services, work, work.version.id)
  return { type: TEI_TYPE, body }
}

/** Writes the page on which the text is read. */
export async function readingPage({ services, work, links }: TextResource) {
  const { reads } = services.archive
  const text = await markedText(reads, work)
  const newest = (await workNamed(services, work.id)).version.id === work.version.id
  // What was withdrawn while it was read is answered as that, and never in part.
  await workAtVersion(services, work, work.version.id)
  return workPage(services.urls, { work, text, newest, links })
}
