import type SQLite from 'better-sqlite3'

/** The ids of works by the store's own keys. */
export function workIds(sql: SQLite.Database, numbers: Iterable<number>): Map<number, string> {
  const id = sql.prepare<[number], string>('SELECT id FROM work WHERE no = ?').pluck()
  return new Map([...new Set(numbers)].map((no) => [no, id.get(no)!]))
}
