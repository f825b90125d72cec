import { gatherCitations } from '../../../pages/citing/gathered.ts'
import { paragraphPage } from '../../../pages/paragraph/paragraph-page.ts'
import { workNamed } from '../../../resolving/work.ts'
import type { ParagraphEvent, ParagraphRecord } from '../../../store/paragraphs.ts'
import { plain, printedJson } from '../../../wire/body.ts'
import { citableParagraph } from '../../../wire/cited.ts'
import { paragraphRevision, printParagraph } from '../../../wire/paragraph.ts'
import type { Urls } from '../../../wire/urls.ts'
import { representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { type Citing, withCitations } from '../citations/citation-rows.ts'

/** A paragraph in one version of its work. */
export interface ParagraphResource extends Citing {
  services: RouteContext
  record: ParagraphRecord
}

/** A paragraph: with its history, its text alone, its citation. */
export const PARAGRAPH = representations<ParagraphResource>({
  ...withCitations<ParagraphResource>(
    {
      'application/json': async ({ services, record }) =>
        paragraphJson(services.urls, record, await services.archive.reads.paragraphs.history(record)),
      'text/plain': ({ record }) => plain(record.text),
    },
    async ({ services, record }) =>
      citableParagraph(services.urls, await workNamed(services, record.in.work), record),
  ),
  // It shows citations in whichever style, too.
  'text/html': readingPage,
})

async function readingPage({ services, record, query, links }: ParagraphResource) {
  const { archive, urls } = services
  const work = await workNamed(services, record.in.work)
  const history = await archive.reads.paragraphs.history(record)
  const citations = await gatherCitations(services, citableParagraph(urls, work, record), query)
  return paragraphPage(urls, { work, record, history, citations, links })
}

/** A paragraph as JSON. */
export function paragraphJson(urls: Urls, record: ParagraphRecord, history: readonly ParagraphEvent[]) {
  const { type, body } = printedJson(`${printParagraph(urls, record, history)}\n`)
  return { type, body, revision: paragraphRevision(urls, record) }
}
