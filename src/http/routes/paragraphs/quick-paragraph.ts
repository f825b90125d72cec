import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import { paragraphLinks } from '../../../wire/paragraph.ts'
import type { Representation } from '../../protocol/representation.ts'
import type { QuickJson } from '../../quick-reads.ts'
import type { RouteContext } from '../../route-context.ts'
import { paragraphJson } from './paragraph-representations.ts'

/** Addresses in their canonical spelling: by id, and by the id of the work and the number. */
const BY_ID = /^\/paragraphs\/([0-9a-hjkmnp-tv-z]{16})$/
const NUMBERED = /^\/works\/([0-9a-hjkmnp-tv-z]{16})\/paragraphs\/([1-9]\d{0,8})$/

/** Read a paragraph of a newest version. */
export function quickParagraph({ urls, archive }: RouteContext): QuickJson[] {
  const { paragraphs } = archive.reads

  return [
    {
      route: '/paragraphs/:id',
      read(url) {
        const id = BY_ID.exec(url)?.[1]
        return id === undefined ? undefined : represented(paragraphs.byId(id), false)
      },
    },
    {
      route: '/works/:work/paragraphs/:paragraph',
      read(url) {
        const [, work, number] = NUMBERED.exec(url) ?? []
        return work === undefined ? undefined : represented(paragraphs.numbered(work, Number(number)), true)
      },
    },
  ]

  async function represented(
    reading: Promise<ParagraphRecord | undefined>,
    isNumbered: boolean,
  ): Promise<Representation | undefined> {
    const record = await reading
    if (record?.in.newest !== 1) return undefined
    const { type, body, revision } = paragraphJson(urls, record, await paragraphs.history(record))
    return {
      type,
      body,
      revision,
      cache: 'newest',
      links: paragraphLinks(urls, record),
      contentLocation: isNumbered ? urls.paragraph(record.id) : undefined,
    }
  }
}
