import { parseWorkId } from '../../../identity/ids.ts'
import type { Connection } from '../../sql/connection.ts'

/** Fewest characters of the id that tell works of one title apart in their slugs. */
const DISTINGUISHING = 6

/** The slug, or one that begins with it and ends with as much of the work's id as no work has and reads as no id. */
export function freeSlug(db: Connection, slug: string, id: string): string {
  const isFree = (candidate: string) =>
    parseWorkId(candidate) === null && !db.has('SELECT 1 FROM work WHERE slug = ?', candidate)
  let candidate = slug
  for (let length = DISTINGUISHING; !isFree(candidate); length++)
    candidate = length <= id.length ? `${slug}-${id.slice(0, length)}` : `${slug}-${id}-${length}`
  return candidate
}
