import { SCHEMA } from '../../../../migrations/postgres/index.ts'
import { ColophonError } from '../../../errors.ts'

type Row = Readonly<Record<string, unknown>>

/** A statement that inserts rows, and its values. */
export interface Insertion {
  text: string
  values: unknown[]
}

const known = new Map<string, string>()

/** Writes rows of a table, which have the same columns: all of them as one text, which costs the least. */
export function insertionOf(table: string, rows: readonly Row[]): Insertion {
  const columns = Object.keys(rows[0]!)
  const { bytes } = SCHEMA.columnsOf[table]!
  const hasBytes = columns.some((column) => bytes.includes(column))
  const key = `${table} ${columns}`
  const text = known.get(key) ?? (hasBytes ? insertOne : insertAll)(table, columns)
  known.set(key, text)
  if (!hasBytes) return { text, values: [storable(JSON.stringify(rows))] }
  const [row] = rows as [Row]
  return { text, values: columns.map((column) => storable(row[column])) }
}

function insertOne(table: string, columns: string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`
}

function insertAll(table: string, columns: string[]): string {
  const { numbers } = SCHEMA.columnsOf[table]!
  const typed = columns.map((column) => `${column} ${numbers.includes(column) ? 'bigint' : 'text'}`)
  return `INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${columns.join(', ')} FROM json_to_recordset($1::text::json) AS given (${typed.join(', ')})`
}

/** A NUL as it is, or as JSON has it behind an even number of backslashes. */
const NUL = /\0|(?<!\\)(?:\\\\)*\\u0000/

function storable(value: unknown): unknown {
  if (typeof value === 'string' && NUL.test(value))
    throw new ColophonError(
      'invalid_text',
      'The text has a NUL in it, which the database of the archive cannot keep.',
    )
  return value ?? null
}
