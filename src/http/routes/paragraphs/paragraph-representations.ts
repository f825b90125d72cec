import { workNamed } from '../../../resolving/work.ts'
import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import { json, plain } from '../../../wire/body.ts'
import { citableParagraph } from '../../../wire/cited.ts'
import { paragraphWithHistory } from '../../../wire/paragraph.ts'
import { representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { type Citing, withCitations } from '../citations/citation-rows.ts'

/** A paragraph in one version of its work. */
export interface ParagraphResource extends Citing {
  services: RouteContext
  record: ParagraphRecord
}

/** A paragraph: with its history, its text alone, its citation. */
export const PARAGRAPH = representations<ParagraphResource>(
  withCitations(
    {
      'application/json': async ({ services: { archive, urls }, record }) =>
        json(paragraphWithHistory(urls, record, await archive.reads.paragraphs.history(record))),
      'text/plain': ({ record }) => plain(record.text),
    },
    async ({ services, record }) =>
      citableParagraph(services.urls, await workNamed(services, record.in.work), record),
  ),
)
