/** pandoc's title block (pandoc manual, extension `pandoc_title_block`): lines that begin with `%`. */
import { type Head, type HeadValue, headStatements } from './head.ts'

const RULE = 'pandoc-title-block'
const LINE = /^%(?: ([^\r\n]*))?(?:\r\n|\n|\r|$)/
/** A further line of the same entry. */
const FURTHER = /^[ \t]+(\S[^\r\n]*)(?:\r\n|\n|\r|$)/
const KEYS = ['title', 'author', 'date'] as const

/** Undefined when there is none. A head of one line needs an empty line after it, as pandoc does not. */
export function readPandocHead(beginning: string): Head | undefined {
  let end = beginning.startsWith('\ufeff') ? 1 : 0
  const values: HeadValue[] = []
  let entries = 0
  for (const key of KEYS) {
    const entry = entryAt(beginning, end)
    if (entry === undefined) break
    entries++
    const raw = beginning.slice(entry.start, entry.end).trim()
    if (raw !== '') values.push({ key, value: entryValue(key, entry.lines), raw, start: entry.start })
    end = entry.end
  }
  const isAlone = entries === 1 && !/^[ \t]*(?:[\r\n]|$)/.test(beginning.slice(end))
  if (values.length === 0 || isAlone) return undefined
  return { end, rule: RULE, statements: headStatements(RULE, values), warnings: [] }
}

interface Entry {
  lines: string[]
  start: number
  end: number
}

function entryAt(text: string, from: number): Entry | undefined {
  const first = LINE.exec(text.slice(from))
  if (first === null) return undefined
  const lines = [first[1] ?? '']
  let end = from + first[0].length
  for (let more = FURTHER.exec(text.slice(end)); more !== null; more = FURTHER.exec(text.slice(end))) {
    lines.push(more[1]!)
    end += more[0].length
  }
  return { lines, start: from + first[0].length - first[0].replace(/^%[ \t]*/, '').length, end }
}

/** Authors stand on lines of their own, or have semicolons between them. */
function entryValue(key: (typeof KEYS)[number], lines: readonly string[]): unknown {
  const said = lines.map((line) => line.trim()).filter(Boolean)
  return key === 'author' && said.length > 1 ? said : said.join(' ')
}
