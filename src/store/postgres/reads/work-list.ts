import { plainColumn, plainlyTyped } from '../../sql/plain-column.ts'
import { LISTED_WORKS, type ListedRow, listedWork } from '../../sql/work-list.ts'
import type { ListedWork, WorkFilter } from '../../works.ts'
import type { PostgresDatabase } from '../database.ts'

/** What works are chosen by. What people type is folded, and never a pattern. */
const CONDITIONS = {
  title: `strpos(${plainColumn('metadata.title_folded')}, ?) > 0`,
  author: `strpos(${plainColumn('metadata.authors_folded')}, ?) > 0`,
  language: 'metadata.language = ?',
  issuedFrom: 'metadata.issued_until >= ?',
  issuedUntil: 'metadata.issued_from <= ?',
  url: 'work.id IN (SELECT json_array_elements_text(?::text::json))',
} as const

const FOLDED: ReadonlySet<string> = new Set(['title', 'author'])

/** Of how many works the names are compared at once: some milliseconds of the database's. */
const AT_ONCE = 1000

/** Works in the order of their arrival, at most `limit`. */
export async function listWorks(
  db: PostgresDatabase,
  filter: WorkFilter,
  addressed: (typed: string) => Promise<string[]>,
): Promise<ListedWork[]> {
  let conditions = ''
  const parameters: string[] = []
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const typed = filter[name as keyof typeof CONDITIONS]
    if (!typed) continue
    conditions += ` AND ${condition}`
    if (name === 'url') parameters.push(JSON.stringify(await addressed(typed)))
    else parameters.push(FOLDED.has(name) ? plainlyTyped(typed) : typed)
  }
  const query = `${LISTED_WORKS} WHERE work.no > ? AND work.no <= ?${conditions} ORDER BY work.no LIMIT ?`
  const last = (await db.value<number>('SELECT coalesce(max(no), 0) FROM work'))!
  const step = conditions === '' || filter.url ? last : AT_ONCE
  const found: ListedWork[] = []
  for (let after = filter.after; after < last && found.length < filter.limit; after += step) {
    const rows = await db.tuples<ListedRow>(
      query,
      after,
      after + step,
      ...parameters,
      filter.limit - found.length,
    )
    found.push(...rows.map(listedWork))
  }
  return found
}
