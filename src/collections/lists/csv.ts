import { CsvError, type Info, parse } from 'csv-parse/sync'
import { closest } from 'fastest-levenshtein'
import { CSL_NAMES } from '../../loading/metadata/field-names.ts'
import { GivenMetadataSchema } from '../../loading/metadata/given-metadata-schema.ts'
import { type ListEntry, listError, type ReadEntries } from './list-entry.ts'
import { namesIn } from './names-in.ts'

/** The column that names the file. */
const FILE = 'file'

/** Parts of a schema that say how a cell is read. */
interface Shape {
  type?: string
  items?: { type?: string }
  properties?: Record<string, unknown>
}
const SHAPES = GivenMetadataSchema.properties as Record<string, Shape>

/**
 * A table: a column `file`, and a column for each field (`retrieved.date` for one within another). Names are separated by
 * semicolons, each as `Family, Given`, or as a whole. An empty cell says nothing.
 *
 * @throws ColophonError `invalid_list`
 */
export function readCsv(text: string): ReadEntries {
  const [header, ...rows] = parsed(text)
  if (header === undefined)
    throw listError(1, 'The list is empty. Its first line has the names of its columns.')
  const columns = header.record.map((name) => name.trim())
  checkColumns(columns)
  const entries = rows.map(({ record, info }) => entryOf(columns, record, beginningOf(record, info)))
  return { entries, lenient: false }
}

function parsed(text: string): { record: string[]; info: Info }[] {
  try {
    // Within quotation marks CR LF would be counted as two lines.
    return parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: Info }[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw listError(Number(error['lines'] ?? 1), `${error.message.replace(/ (?:on|at) line \d+.*/s, '')}.`)
  }
}

/** The line on which a record begins; it ends on the one that was counted last. */
function beginningOf(record: readonly string[], { lines }: Info): number {
  return lines - record.join('').split('\n').length + 1
}

/** Programs write semicolons where a comma is the decimal point. */
function delimiterOf(text: string): string {
  const header = /^.*/.exec(text)![0]
  return ['\t', ',', ';'].find((each) => header.includes(each)) ?? ','
}

function checkColumns(columns: readonly string[]): void {
  if (!columns.includes(FILE))
    throw listError(
      1,
      `There is no column "${FILE}". The first line has the names of the columns: file,title,authors,issued,…`,
    )
  for (const [at, column] of columns.entries()) {
    if (columns.indexOf(column) < at) throw listError(1, `There are two columns "${column}".`)
    if (column !== FILE && shapeOf(column) === undefined)
      throw listError(1, `There is no field "${column}"; did you mean "${nearestTo(column)}"?`)
  }
}

function nearestTo(column: string): string {
  return closest(column.slice(0, 100), [FILE, ...Object.keys(SHAPES), ...CSL_NAMES.keys()])
}

/** Of a column such as `title`, `container-title` or `retrieved.date`. */
function shapeOf(column: string): Shape | undefined {
  const [name, part] = column.split('.', 2) as [string, string | undefined]
  const shape = SHAPES[CSL_NAMES.get(name) ?? name]
  if (part === undefined) return shape?.properties ? undefined : shape
  return shape?.properties?.[part] as Shape | undefined
}

function entryOf(columns: readonly string[], record: readonly string[], line: number): ListEntry {
  const entry: ListEntry = { line, files: [], fields: {} }
  for (const [at, column] of columns.entries()) {
    const cell = record[at]!.trim()
    if (cell === '') continue
    if (column === FILE) entry.files.push(cell)
    else put(entry.fields, column, cellValue(shapeOf(column)!, cell))
  }
  return entry
}

function cellValue({ type, items }: Shape, cell: string): unknown {
  return type === 'array' && items?.type === 'object' ? namesIn(cell) : cell
}

function put(fields: Record<string, unknown>, column: string, value: unknown): void {
  const [name, part] = column.split('.', 2) as [string, string | undefined]
  if (part === undefined) fields[name] = value
  else fields[name] = { ...(fields[name] as object | undefined), [part]: value }
}
