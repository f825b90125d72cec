/** The lines of a table in Muse. */
import type { Span } from '../../loading/draft.ts'

/** The words of a caption, `|+ words +|`, by their places in its line. */
export function captionOf(line: string): Span | undefined {
  const text = line.trim()
  if (!text.startsWith('|+') || !text.endsWith('+|') || text.length < 4) return undefined
  const start = line.indexOf('|+') + 2
  return trimmed(line, start, line.lastIndexOf('+|'))
}

/** Whether a row parts others: `---|:--:|--30--`. */
export function isDelimiter(row: string): boolean {
  const cells = row.split('|').map((cell) => cell.trim())
  return row.includes('--') && cells.every((cell) => cell === '' || /^[:-][-:\d]+$/.test(cell))
}

/** The cells of a row, without the white space and the bars around them. */
export function cellsOf(row: string): Span[] {
  const cells: Span[] = []
  let at = 0
  for (const { index, 0: bars } of row.matchAll(/\|+/g)) {
    if (index > 0 && row.slice(0, index).trim() !== '') cells.push(trimmed(row, at, index))
    at = index + bars.length
  }
  if (row.slice(at).trim() !== '') cells.push(trimmed(row, at, row.length))
  return cells
}

function trimmed(row: string, start: number, end: number): Span {
  const text = row.slice(start, end)
  const from = start + text.length - text.trimStart().length
  return { start: from, end: Math.max(from, start + text.trimEnd().length) }
}
