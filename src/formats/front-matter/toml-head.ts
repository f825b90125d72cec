/** TOML front matter, between two lines of three plus signs, as Hugo has it. */
import { parse, TomlDate, TomlError } from 'smol-toml'
import { type Head, type HeadValue, headStatements, lineAt } from './head.ts'

const FENCED =
  /^\ufeff?(?:\+\+\+|---toml)[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:\r\n|\n|\r)(?:\+\+\+|---)[ \t]*(?:\r\n|\n|\r|$)/
const RULE = 'toml-front-matter'
/** A key of the first table, and what is on its line. */
const KEY = /^[ \t]*"?([\w-]{1,60})"?[ \t]*=[ \t]*(\S.*)$/

/** Undefined when there is none. What is not TOML is told, and never the title. */
export function readTomlHead(beginning: string): Head | undefined {
  const match = FENCED.exec(beginning)
  if (match === null || !match[1]!.includes('=')) return undefined
  const base = match[0].indexOf(match[1]!, match[0].search(/[\r\n]/))
  try {
    const values = Object.entries(parse(match[1]!)).map(([key, value]) => ({ key, value: plain(value) }))
    const statements = headStatements(RULE, withPlaces(values, match[1]!, base))
    return { end: match[0].length, rule: RULE, statements, warnings: [] }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const line = lineAt(beginning, base) + error.line - 1
    const warning = `The head of the file was not read: line ${line} is not TOML. Mend it, or give the metadata in a manifest.`
    return { end: match[0].length, rule: RULE, statements: [], warnings: [warning] }
  }
}

/** Dates as they are written in JSON; whatever JSON does not have is left out. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)),
  )
}

/** With the words that a value was read from, where they are on the line of its key. */
function withPlaces(values: readonly HeadValue[], toml: string, base: number): HeadValue[] {
  const places = new Map<string, { raw: string; start: number }>()
  let start = 0
  for (const line of toml.split(/(?<=\n)/)) {
    if (/^[ \t]*\[/.test(line)) break
    const [, key, raw] = KEY.exec(line.trimEnd()) ?? []
    if (key !== undefined && raw !== undefined && isWhole(raw))
      places.set(key, { raw, start: base + start + line.indexOf(raw, line.indexOf('=') + 1) })
    start += line.length
  }
  return values.map((value) => ({ ...value, ...places.get(value.key) }))
}

/** Not the first line of several. */
function isWhole(raw: string): boolean {
  try {
    return !raw.includes('#') && 'key' in parse(`key = ${raw}`)
  } catch {
    return false
  }
}
