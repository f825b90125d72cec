/** Which blocks of a plain text are set off as quotations. */

import type { Draft } from '../../loading/draft.ts'
import { lastWhere } from '../../text/last-where.ts'
import { lineStartsOf } from '../../text/line-starts.ts'
import { quotationNumbers } from '../quotation-numbers.ts'

/** Columns by which it sets a quotation off. */
const INDENT = 4

/** Paragraphs of which every line is indented, where not all paragraphs of the text are. */
export function quotedInPlain({ source, blocks }: Draft): (number | null)[] {
  const lineStarts = lineStartsOf(source)
  const indents = blocks.map((block, at) => {
    const line = lineStarts[lastWhere(lineStarts.length, (index) => lineStarts[index]! <= block.start)]!
    return indentsOf(source, Math.max(line, blocks[at - 1]?.end ?? 0), block.end)
  })
  const indented = indents.map((lines) => lines.every((indent) => indent >= INDENT))
  const firstLines = indents.some(([first, ...rest]) => rest.some((indent) => indent + INDENT <= first!))
  const isQuoted = (at: number) => indented[at]! && !(firstLines && indents[at]!.length === 1)
  const all = indented.every(Boolean)
  return quotationNumbers(blocks, (_block, _before, at) => {
    if (all || !isQuoted(at)) return null
    return at > 0 && isQuoted(at - 1) ? 'same' : 'new'
  })
}

/** The columns before each line of a run of the source that has words. */
function indentsOf(source: string, start: number, end: number): number[] {
  return Array.from(source.slice(start, end).matchAll(/([^\S\r\n]*)[^\r\n]+/g), ([, white]) =>
    Array.from(white!).reduce((columns, char) => columns + (char === '\t' ? INDENT : 1), 0),
  )
}
