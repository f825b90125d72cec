/** Statements over the ids of works, as SQLite and PostgreSQL both take them. */

export const WORK_OF_PARAGRAPH =
  'SELECT work.no, work.id FROM paragraph JOIN work ON work.no = paragraph.work_no WHERE paragraph.id = ?'
/** An id goes before a slug that reads as one. */
export const ID_OF_WORK =
  'SELECT id FROM work WHERE id = @name OR slug = @name ORDER BY id = @name DESC LIMIT 1'
