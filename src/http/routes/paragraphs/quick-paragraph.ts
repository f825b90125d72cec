import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import { paragraphLinks } from '../../../wire/paragraph.ts'
import type { PlainRead, QuickRead } from '../../plain-reads.ts'
import { originalLink } from '../../protocol/every-answer.ts'
import type { RawResponse } from '../../protocol/raw-response.ts'
import { plainResponse } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { paragraphJson } from './paragraph-representations.ts'

/** Addresses in their canonical spelling: by id, and by the id of the work and the number. */
const PARAGRAPH =
  /^\/(?:paragraphs\/([0-9a-hjkmnp-tv-z]{16})|works\/([0-9a-hjkmnp-tv-z]{16})\/paragraphs\/([1-9]\d{0,8}))$/

/** Reads a paragraph of a newest version as JSON. Its route reads all others, and every one as anything else. */
export function quickParagraph({ urls, archive }: RouteContext): QuickRead {
  const { paragraphs } = archive.reads
  const { mirrorOf } = urls

  return (request) => {
    if (!wantsJson(request)) return undefined
    const [, id, work, number] = PARAGRAPH.exec(request.url) ?? []
    if (id !== undefined) return answer(request, paragraphs.byId(id), false)
    return work === undefined ? undefined : answer(request, paragraphs.numbered(work, Number(number)), true)
  }

  async function answer(
    request: PlainRead,
    reading: Promise<ParagraphRecord | undefined>,
    isNumbered: boolean,
  ): Promise<RawResponse | undefined> {
    const record = await reading
    if (record?.in.newest !== 1) return undefined
    const representation = {
      ...paragraphJson(urls, record, await paragraphs.history(record)),
      cache: 'newest',
      links: paragraphLinks(urls, record),
      contentLocation: isNumbered ? urls.paragraph(record.id) : undefined,
    } as const
    const original = mirrorOf === null ? null : originalLink(mirrorOf + request.url)
    return plainResponse(request, representation, original)
  }
}

function wantsJson({ headers: { accept } }: PlainRead): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json'
}
