import { type Inline, inlineOf, TextReader } from './inline.ts'
import type { SourceMark } from './source-marks.ts'

/** The cells of a table, row by row; the first row is its head. */
export type Rows = Inline[][][]

/** A cell in the making. */
interface Cell {
  text: string
  marks: SourceMark[]
}

/**
 * The table that a text was in its source. Markdown parts cells by bars, of which those at the beginning and end of a row
 * part nothing, and rows by line ends; in HTML tags part both.
 */
export function tableOf(text: string, marks: readonly SourceMark[]): Rows {
  const reader = new TextReader(text)
  const rows: Cell[][] = [[{ text: '', marks: [] }]]
  const cell = () => rows.at(-1)!.at(-1)!
  let cellFrom = 0
  const read = (upTo: number) => {
    cell().text += reader.upTo(upTo)
  }
  for (const mark of marks) {
    read(mark.at)
    const endsRow = mark.rule === 'soft-break' || mark.rule === 'table-row'
    if (mark.rule !== 'table-cell' && !endsRow) {
      cell().marks.push({ ...mark, at: mark.at - cellFrom })
      continue
    }
    reader.upTo(mark.at + mark.width)
    cellFrom = mark.at + mark.width
    if (endsRow) rows.push([{ text: '', marks: [] }])
    else rows.at(-1)!.push({ text: '', marks: [] })
  }
  cell().text += reader.rest()
  return rows
    .map(withoutBorders)
    .filter((row) => row.length > 0)
    .map((row) => row.map(({ text, marks }) => inlineOf(text.trimEnd(), marks)))
}

function withoutBorders(row: Cell[]): Cell[] {
  const first = row[0]?.text === '' ? 1 : 0
  const last = row.length > first && row.at(-1)!.text === '' ? row.length - 1 : row.length
  return row.slice(first, last)
}
