import type SQLite from 'better-sqlite3'

/** The ids of works by the store's own keys. */
export function workIds(sql: SQLite.Database, numbers: Iterable<number>): Map<number, string> {
  const id = sql.prepare<[number], string>('SELECT id FROM work WHERE no = ?').pluck()
  return new Map([...new Set(numbers)].map((no) => [no, id.get(no)!]))
}

/** The work of a paragraph, by the paragraph's id, whether or not its text is still here. */
export function workOfParagraph(
  sql: SQLite.Database,
  paragraph: string,
): { no: number; id: string } | undefined {
  return sql
    .prepare<[string], { no: number; id: string }>(
      `SELECT work.no, work.id FROM paragraph JOIN work ON work.no = paragraph.work_no WHERE paragraph.id = ?`,
    )
    .get(paragraph)
}

/** The id of the work with this id or slug, withdrawn or not; an id goes before a slug that reads as one. */
export function idOfWork(sql: SQLite.Database, idOrSlug: string): string | undefined {
  return sql
    .prepare<[{ name: string }], string>(
      'SELECT id FROM work WHERE id = @name OR slug = @name ORDER BY id = @name DESC LIMIT 1',
    )
    .pluck()
    .get({ name: idOrSlug })
}
