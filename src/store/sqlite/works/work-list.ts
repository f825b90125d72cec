import { nextTurn } from '../../../bounds/next-turn.ts'
import { plainColumn, plainlyTyped } from '../../sql/plain-column.ts'
import { LISTED_WORKS, listedWork, type ListedRow as Row } from '../../sql/work-list.ts'
import type { ListedWork, WorkFilter } from '../../works.ts'
import type { Database } from '../database.ts'
import { worksAddressed } from './addressed.ts'

/** What works are chosen by, in the order of the parameters. What people type is folded, and never a pattern. */
const CONDITIONS = {
  title: [`instr(${plainColumn('metadata.title_folded')}, ?) > 0`, plainlyTyped],
  author: [`instr(${plainColumn('metadata.authors_folded')}, ?) > 0`, plainlyTyped],
  language: ['metadata.language = ?', asTyped],
  issuedFrom: ['metadata.issued_until >= ?', asTyped],
  issuedUntil: ['metadata.issued_from <= ?', asTyped],
  url: [
    'work.id IN (SELECT value FROM json_each(?))',
    (url: string, db: Database) => JSON.stringify(worksAddressed(db, url)),
  ],
} as const

/** Of how many works the names are compared at once: some two milliseconds. */
const AT_ONCE = 1000

/** Works in the order of their arrival, at most `limit`. What is not found soon lets others be answered meanwhile. */
export async function listWorks(db: Database, filter: WorkFilter): Promise<ListedWork[]> {
  const { conditions, parameters } = conditionsOf(filter, db)
  const query = `${LISTED_WORKS} WHERE work.no > ? AND work.no <= ?${conditions} ORDER BY work.no LIMIT ?`
  const last = db.value<number>('SELECT coalesce(max(no), 0) FROM work')!
  const found: ListedWork[] = []
  // Those that have an address are found by it, however many works there are.
  const step = conditions === '' || filter.url ? last : AT_ONCE
  for (let after = filter.after; after < last && found.length < filter.limit; after += step) {
    if (after > filter.after) await nextTurn()
    const bounds = [after, after + step]
    const rows = db.tuples<Row>(query, ...bounds, ...parameters, filter.limit - found.length)
    found.push(...rows.map(listedWork))
  }
  return found
}

function conditionsOf(filter: WorkFilter, db: Database) {
  let conditions = ''
  const parameters: string[] = []
  for (const [name, [condition, fold]] of Object.entries(CONDITIONS)) {
    const typed = filter[name as keyof typeof CONDITIONS]
    if (!typed) continue
    conditions += ` AND ${condition}`
    parameters.push(fold(typed, db))
  }
  return { conditions, parameters }
}

/** The works that came last, the last one first: at most `limit`. */
export function newestWorks(db: Database, limit: number): ListedWork[] {
  return db.tuples<Row>(`${LISTED_WORKS} ORDER BY work.no DESC LIMIT ?`, limit).map(listedWork)
}

function asTyped(text: string): string {
  return text
}
