import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'

/** Rows that are right by themselves, and that nothing refers to which would have made them. */
const UNUSED = [
  {
    table: 'source',
    key: 'sha256',
    where: 'NOT EXISTS (SELECT 1 FROM version_file WHERE version_file.sha256 = source.sha256)',
    what: 'is the source of no version',
  },
  {
    table: 'text',
    key: 'no',
    where: 'NOT EXISTS (SELECT 1 FROM block WHERE text_no = text.no)',
    what: 'is the text of no block',
  },
  {
    table: 'paragraph',
    key: 'id',
    // The blocks of what was withdrawn are gone, and so are those of what a mirror never had.
    where: `genesis_words_sha256 <> ''
      AND NOT EXISTS (SELECT 1 FROM block WHERE block.paragraph = paragraph.id)
      AND work_no NOT IN (SELECT work_no FROM version JOIN withdrawn_version ON version_no = version.no)`,
    what: 'is in no version',
  },
]

/** Whether every source, text and paragraph is one of a version. */
export function checkUnusedRows(db: Database, damages: Damages): void {
  for (const { table, key, where, what } of UNUSED)
    damages.examine({ table }, () => {
      const keys = db.eachValue<string>(`SELECT ${key} || '' FROM ${table} NOT INDEXED WHERE ${where}`)
      for (const unused of keys) damages.add({ table, key: unused, what })
    })
}
