/** Notes that stand against the lines of a text. */
import type { Line } from './lines.ts'

const MARK = /(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡]{1,3})/gu
const NOTE = /^(\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡]{1,3}) ?(?=[^\s*])/u

/** A group, and behind it each note that begins with a mark of the text before. `marks`: those of the text so far. */
export function withoutNotes(
  group: readonly Line[],
  textOf: (line: Line) => string,
  marks: Set<string>,
): Line[][] {
  const out: Line[][] = []
  for (const [at, line] of group.entries()) {
    const text = textOf(line)
    const mark = NOTE.exec(text)?.[1]
    const begins = at === 0 || (mark !== undefined && marks.has(mark))
    if (begins) out.push([line])
    else out.at(-1)!.push(line)
    for (const { 0: referring, index } of text.matchAll(MARK)) if (index > 0) marks.add(referring)
  }
  return out
}
