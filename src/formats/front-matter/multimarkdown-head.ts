/** MultiMarkdown's metadata: `key: value` in the first lines of a file, up to an empty line. */
import { meaningOf } from '../../loading/metadata/front-matter-keys.ts'
import { type Head, type HeadValue, headStatements } from './head.ts'

const RULE = 'multimarkdown-metadata'
const LINE = /^([A-Za-z][\w -]{0,40}):[ \t]+(\S.*)$/
/** What a head has at least one of: words before a colon begin other texts, too. */
const NEEDED = new Set(['title', 'author'])
const LEAST = 2

/** Undefined when any of the lines is none, or has a key that front matter does not have: then it is text. */
export function readMultiMarkdownHead(beginning: string): Head | undefined {
  const block = /^\ufeff?([^\r\n]+(?:(?:\r\n|\n|\r)[^\r\n]+)*)(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.exec(
    beginning,
  )
  if (block === null) return undefined
  const values: HeadValue[] = []
  let start = block[0].indexOf(block[1]!)
  for (const line of block[1]!.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
    const [, key, raw] = LINE.exec(line.trimEnd()) ?? []
    if (key === undefined || raw === undefined || meaningOf(key) === undefined) return undefined
    values.push({ key: key.toLowerCase(), value: raw, raw, start: start + line.indexOf(raw, key.length + 1) })
    start += line.length
  }
  if (values.length < LEAST || !values.some(({ key }) => NEEDED.has(key))) return undefined
  return { end: block[0].length, rule: RULE, statements: headStatements(RULE, values), warnings: [] }
}
