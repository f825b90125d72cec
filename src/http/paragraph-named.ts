import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseParagraphId } from '../identity/ids.ts'
import { mergedInto } from '../store/sqlite/versions/paragraph-history.ts'
import type { ParagraphRecord } from '../store/sqlite/versions/paragraphs.ts'
import type { WorkRecord } from '../store/sqlite/works/works.ts'
import { refuseGoneParagraph } from './gone.ts'
import { Problem } from './protocol/problems.ts'
import { withParameter } from './protocol/redirects.ts'
import type { Services } from './services.ts'

/**
 * The paragraph with an id, in any spelling: in the newest version that has it, or in the one named.
 *
 * @throws Problem `invalid_id`, `paragraph_not_found`; ColophonError `withdrawn`
 */
export function paragraphNamed(services: Services, typed: string, versionNo?: number): ParagraphRecord {
  const { archive } = services
  const id = parseParagraphId(typed)
  if (!id)
    throw new Problem(
      'invalid_id',
      `${JSON.stringify(typed)} is not the id of a paragraph: it has 16 characters, such as m79f8w3gyar2vm2a.`,
    )
  const newest = archive.paragraphs.byId(id)
  if (!newest) refuseGoneParagraph(services, id)
  if (!newest)
    throw new Problem(
      'paragraph_not_found',
      `There is no paragraph ${id} here. Check the id, or look for the words in their work.`,
    )
  const record = versionNo === undefined ? newest : archive.paragraphs.inVersion(id, versionNo)
  if (record) return record
  throw new Problem(
    'paragraph_not_found',
    `The paragraph ${id} is not in this version. The versions that have it are in the "history" of the paragraph.`,
  )
}

/**
 * The paragraph of a work that its number or id names.
 *
 * @throws Problem `invalid_id`, `paragraph_not_found`
 */
export function paragraphOfWork(
  services: Services,
  work: WorkRecord,
  { typed, inVersion }: { typed: string; inVersion: boolean },
): ParagraphRecord {
  if (/^[1-9]\d{0,8}$/.test(typed)) {
    const record = services.archive.paragraphs.byNumber(work.version.no, +typed)
    if (record) return record
    throw new Problem(
      'paragraph_not_found',
      `The work has no paragraph ${typed}; its paragraphs are numbered from 1 to ${work.version.paragraphCount}.`,
    )
  }
  const record = paragraphNamed(services, typed, inVersion ? work.version.no : undefined)
  if (record.in.work === work.id) return record
  throw new Problem(
    'paragraph_not_found',
    `The paragraph ${record.id} is one of another work: ${services.urls.paragraph(record.id)}.`,
  )
}

/** Sends whoever asks for a paragraph that was merged into another on to that one. True when it has redirected. */
export function redirectedToSurvivor(
  { archive }: Services,
  { request, reply, parameter }: { request: FastifyRequest; reply: FastifyReply; parameter: string },
  record: ParagraphRecord,
): boolean {
  const survivor = mergedInto(archive.connection.sql, record)
  const address = survivor && withParameter(request, parameter, survivor)
  if (!address) return false
  // A later version may part them again.
  reply.header('cache-control', 'no-cache').redirect(address, 301)
  return true
}
