/** YAML front matter, between two lines of three hyphens. What is not YAML is read key by key, as far as it can be. */
import { type Document, isMap, isScalar, parseDocument, type Scalar } from 'yaml'
import { meaningOf } from '../../loading/metadata/front-matter-keys.ts'
import { type Head, type HeadValue, headStatements, lineAt } from './head.ts'

const FENCED =
  /^\ufeff?---(?:ya?ml)?[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/
const RULE = 'yaml-front-matter'
/** A key at the beginning of a line. */
const KEY = /^([\p{L}_][\p{L}\p{N}_ -]{0,60}):(?=[ \t]|$)/u

/** Undefined when there is none: a rule and a heading, or words between two rules. */
export function readYamlHead(beginning: string): Head | undefined {
  const match = FENCED.exec(beginning)
  if (match === null) return undefined
  const base = match[0].indexOf(match[1]!, match[0].indexOf('---') + 3)
  const document = parse(match[1]!)
  const found =
    document.errors.length > 0
      ? readByKeys(beginning, match[1]!, base)
      : valuesOf(document, { text: match[1]!, base, rule: RULE })
  if (found === undefined) return undefined
  return { end: match[0].length, rule: RULE, ...found }
}

/** YAML, of which JSON is a part; nothing is thrown. */
export function parse(yaml: string): Document.Parsed {
  return parseDocument(yaml, { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
}

type Found = Pick<Head, 'statements' | 'warnings'>

/** A part of the source that holds a mapping: its words, where they begin, and the rule of what is read there. */
export interface Mapping {
  text: string
  base: number
  rule: string
}

/** What a mapping says; undefined when it is none. */
export function valuesOf(document: Document.Parsed, { text, base, rule }: Mapping): Found | undefined {
  if (!isMap(document.contents)) return undefined
  const values = document.contents.items.flatMap(({ key, value }): HeadValue[] => {
    const range = (value as Scalar | null)?.range
    if (!isScalar(key) || range === null || range === undefined) return []
    const raw = text.slice(range[0], range[1]).trimEnd()
    return [
      {
        key: String(key.value),
        value: plainValue(value as Scalar, document, raw),
        raw,
        start: base + range[0],
      },
    ]
  })
  return { statements: headStatements(rule, values), warnings: [] }
}

/** Aliases are not resolved: they could make a small file large. */
function plainValue(value: Scalar, document: Document.Parsed, raw: string): unknown {
  try {
    return value.toJS(document, { maxAliasCount: 0 })
  } catch {
    return raw
  }
}

/** A key with the lines that belong to it. */
interface Entry {
  key: string
  /** What stands on the key's own line. */
  line: string
  text: string
  start: number
}

/** Undefined when no key is one that front matter has: then it is no front matter. */
function readByKeys(source: string, yaml: string, base: number): Found | undefined {
  const entries = entriesOf(yaml)
  if (!entries.some(({ key }) => meaningOf(key))) return undefined
  const statements: Head['statements'] = []
  const warnings: string[] = []
  for (const entry of entries) {
    const at = base + entry.start
    const document = parse(entry.text)
    const found =
      document.errors.length > 0 ? undefined : valuesOf(document, { text: entry.text, base: at, rule: RULE })
    statements.push(...(found?.statements ?? asItStands(entry, at)))
    if (found === undefined) warnings.push(warningFor(entry, lineAt(source, at)))
  }
  return { statements, warnings }
}

function entriesOf(yaml: string): Entry[] {
  const entries: Entry[] = []
  let start = 0
  for (const line of yaml.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
    const match = KEY.exec(line.trimEnd())
    if (match !== null)
      entries.push({ key: match[1]!, line: line.slice(match[0].length).trim(), text: line, start })
    else if (entries.length > 0) entries.at(-1)!.text += line
    start += line.length
  }
  return entries
}

/** The words after the key, when they are all that it has, and no list that is not closed: its brackets are no words. */
function asItStands({ key, line, text, start: _ }: Entry, at: number): Head['statements'] {
  if (line === '' || /^[[{]/.test(line) || text.trimEnd().includes('\n')) return []
  const start = at + text.indexOf(line, key.length + 1)
  return headStatements(RULE, [{ key, value: line, raw: line, start }])
}

function warningFor(entry: Entry, line: number): string {
  const [read] = asItStands(entry, 0)
  const where = `Line ${line} of the file is not YAML`
  return read === undefined
    ? `${where}: "${entry.key}" and the lines that belong to it were not read.`
    : `${where}: "${entry.key}" was read as ${JSON.stringify(String(read.value).slice(0, 200).toWellFormed())}. Put the value in quotation marks.`
}
