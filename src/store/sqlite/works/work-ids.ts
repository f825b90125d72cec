import { ID_OF_WORK, WORK_OF_PARAGRAPH } from '../../sql/work-ids.ts'
import type { Database } from '../database.ts'

/** The ids of works by the store's own keys. */
export function workIds(db: Database, numbers: Iterable<number>): Map<number, string> {
  const idOf = (no: number) => db.value<string>('SELECT id FROM work WHERE no = ?', no)!
  return new Map([...new Set(numbers)].map((no) => [no, idOf(no)]))
}

/** The work of a paragraph, by the paragraph's id, whether or not its text is still here. */
export function workOfParagraph(db: Database, paragraph: string): { no: number; id: string } | undefined {
  return db.one<{ no: number; id: string }>(WORK_OF_PARAGRAPH, paragraph)
}

/** The id of the work with this id or slug, withdrawn or not; an id goes before a slug that reads as one. */
export function idOfWork(db: Database, idOrSlug: string): string | undefined {
  return db.value<string>(ID_OF_WORK, { name: idOrSlug })
}
