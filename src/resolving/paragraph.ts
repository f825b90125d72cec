import { ColophonError } from '../errors.ts'
import { parseParagraphId } from '../identity/ids.ts'
import type { ParagraphRecord } from '../store/paragraphs.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { refuseGoneParagraph } from './gone.ts'
import { NotFound } from './not-found.ts'

/** What paragraphs are looked up in. */
export interface Paragraphs {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals' | 'paragraphs'> }
}

/**
 * The paragraph with an id, in any spelling: in the newest version that has it, or in the one named.
 *
 * @throws ColophonError `invalid_id`, `paragraph_not_found`, `withdrawn`
 */
export async function paragraphNamed(
  paragraphs: Paragraphs,
  typed: string,
  versionNo?: number,
): Promise<ParagraphRecord> {
  const id = parseParagraphId(typed)
  if (!id)
    throw new ColophonError(
      'invalid_id',
      `${JSON.stringify(typed)} is not the id of a paragraph: it has 16 characters, such as m79f8w3gyar2vm2a.`,
    )
  const newest = await findParagraph(paragraphs, id)
  if (!newest)
    throw new ColophonError(
      'paragraph_not_found',
      `There is no paragraph ${id} here. Check the id, or look for the words in their work.`,
    )
  const { reads } = paragraphs.archive
  const record = versionNo === undefined ? newest : await reads.paragraphs.inVersion(id, versionNo)
  if (record) return record
  throw new ColophonError(
    'paragraph_not_found',
    `The paragraph ${id} is not in this version. The versions that have it are in the "history" of the paragraph.`,
  )
}

/** The paragraph with an id in its canonical spelling, in the newest version that has it. @throws ColophonError `withdrawn` */
export async function findParagraph(
  paragraphs: Paragraphs,
  id: string,
): Promise<ParagraphRecord | undefined> {
  const record = await paragraphs.archive.reads.paragraphs.byId(id)
  if (!record) await refuseGoneParagraph(paragraphs, id)
  return record
}

/**
 * The paragraph of a work that its number or id names.
 *
 * @throws ColophonError `invalid_id`, `paragraph_not_found`, `withdrawn`
 */
export async function paragraphOfWork(
  paragraphs: Paragraphs,
  work: WorkRecord,
  { typed, inVersion }: { typed: string; inVersion: boolean },
): Promise<ParagraphRecord> {
  if (/^[1-9]\d{0,8}$/.test(typed)) return paragraphNumbered(paragraphs, work, +typed)
  const record = await paragraphNamed(paragraphs, typed, inVersion ? work.version.no : undefined)
  if (record.in.work === work.id) return record
  throw new NotFound('paragraph_not_found', `The paragraph ${record.id} is one of another work.`, {
    paragraph: record.id,
  })
}

async function paragraphNumbered(
  { archive }: Paragraphs,
  { version }: WorkRecord,
  number: number,
): Promise<ParagraphRecord> {
  const record = await archive.reads.paragraphs.byNumber(version.no, number)
  if (record) return record
  throw new ColophonError(
    'paragraph_not_found',
    `The work has no paragraph ${number}; its paragraphs are numbered from 1 to ${version.paragraphCount}.`,
  )
}
