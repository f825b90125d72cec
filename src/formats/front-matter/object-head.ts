/**
 * Front matter as an object: JSON between braces (Hugo), or JSON or JavaScript between fences that name it (gray-matter, which
 * Eleventy reads by). JavaScript is not run: what is no plain value is told.
 */
import { meaningOf } from '../../loading/metadata/front-matter-keys.ts'
import { type Head, type HeadValue, headStatements, lineAt } from './head.ts'
import { parse, valuesOf } from './yaml-head.ts'

const FENCED =
  /^\ufeff?(?:---(?<language>json5?|js|javascript)[ \t]*(?:\r\n|\n|\r)(?<fenced>[\s\S]*?)(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$))/
const BARE = /^\ufeff?(?<bare>\{[ \t]*(?:\r\n|\n|\r)[\s\S]*?(?:\r\n|\n|\r)\})[ \t]*(?:\r\n|\n|\r|$)/
/** Longest line that is looked at, in characters. */
const LONGEST_LINE = 2000
/** A key and a plain value on a line of its own. */
const ENTRY =
  /^(?<before>[ \t]{0,8}["']?(?<key>[\p{L}_][\p{L}\p{N}_-]{0,60})["']?[ \t]*:[ \t]*)(?<raw>"[^"\\\r\n]*"|'[^'\\\r\n]*'|`[^`\\$\r\n]*`|\d{1,15}|true|false)[ \t]*,?[ \t]*$/u

/** Undefined when there is none, or when an object without fences has no key that front matter has. */
export function readObjectHead(beginning: string): Head | undefined {
  const fenced = FENCED.exec(beginning)
  const match = fenced ?? BARE.exec(beginning)
  if (match === null) return undefined
  const text = match.groups!['fenced'] ?? match.groups!['bare']!
  const base = match[0].indexOf(text, fenced === null ? 0 : match[0].indexOf('---') + 3)
  const language = match.groups!['language'] ?? 'json'
  const rule = /^j(?:s|avascript)$/.test(language) ? 'javascript-front-matter' : 'json-front-matter'
  const end = match[0].length
  const document = parse(text.trim())
  const mapping = { text: text.trim(), base: base + text.indexOf(text.trim()), rule }
  const whole = document.errors.length > 0 ? undefined : valuesOf(document, mapping)
  const known = (found: Pick<Head, 'statements'>) =>
    found.statements.some(({ field }) => meaningOf(field.replace(/^frontMatter\./, '')))
  if (whole !== undefined) return fenced !== null || known(whole) ? { end, rule, ...whole } : undefined
  const found = byLines(beginning, { text, base, rule })
  return fenced !== null || known(found) ? { end, rule, ...found } : undefined
}

/** The plain values that stand on lines of their own; a warning says that others were not read. */
function byLines(
  source: string,
  { text, base, rule }: { text: string; base: number; rule: string },
): Pick<Head, 'statements' | 'warnings'> {
  const values: HeadValue[] = []
  const unread: number[] = []
  let start = 0
  for (const line of text.split(/(?<=\n)|(?<=\r)(?!\n)/)) {
    const entry = line.length > LONGEST_LINE ? undefined : ENTRY.exec(line.trimEnd())?.groups
    if (entry !== undefined) {
      const { before, key, raw } = entry
      values.push({ key: key!, value: plainOf(raw!), raw: raw!, start: base + start + before!.length })
    } else if (!/^[\s{}()[\],;]*$/.test(line)) unread.push(lineAt(source, base + start))
    start += line.length
  }
  const warnings =
    unread.length === 0
      ? []
      : [
          `The head of the file was read in part: line ${unread[0]} is no plain value${unread.length > 1 ? `, nor are ${unread.length - 1} more` : ''}. Give what it says in a manifest.`,
        ]
  return { statements: headStatements(rule, values), warnings }
}

function plainOf(raw: string): unknown {
  if (/^["'`]/.test(raw)) return raw.slice(1, -1)
  return raw === 'true' || raw === 'false' ? raw === 'true' : Number(raw)
}
