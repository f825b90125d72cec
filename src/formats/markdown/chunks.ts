/** Cuts markdown where nothing can reach across: before an unindented line after a blank one, or a list item. */
import type { Span } from '../../loading/draft.ts'

/** A chunk is ended at the first safe place after so many characters. */
const CHUNK = 4096

const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/
const HTML_START = /^( {0,3})<(?:(script|pre|style|textarea)(?=[\s>]|$)|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))/i
const ITEM = /^[-+*] +[^\s*_-]/

/** The chunks of `text` from `base` on; parsed one by one they read as the whole does. */
export function* markdownChunks(text: string, base: number): Generator<Span> {
  let start = afterMarks(text, base)
  let open: RegExp | undefined
  let afterBlank = true
  for (const match of text.slice(base).matchAll(/([^\n\r]*)(\r\n|\n|\r|$)/g)) {
    const at = base + match.index
    const line = match[1]!
    const safe = open === undefined && ((afterBlank && /^\S/.test(line)) || ITEM.test(line))
    if (safe && at - start >= CHUNK) {
      yield { start, end: at }
      start = at
    }
    if (open === undefined) open = opens(line)
    else if (open.test(line)) open = undefined
    afterBlank = /^[ \t]*$/.test(line)
  }
  if (start < text.length) yield { start, end: text.length }
}

/** The parser takes a byte order mark away and counts from behind it. */
function afterMarks(text: string, base: number): number {
  let start = base
  while (text[start] === '\ufeff') start++
  return start
}

/**
 * What ends the code or HTML that a line opens over blank lines (CommonMark 0.31.2, 4.5 and 4.6). An indented one may
 * belong to a list and end with it: nothing can be said then, and no cut is made any more.
 */
function opens(line: string): RegExp | undefined {
  const fence = FENCE.exec(line)
  if (fence !== null)
    return fence[1] === '' ? new RegExp(`^ {0,3}${fence[2]![0]}{${fence[2]!.length},}[ \\t]*$`) : NEVER
  const html = HTML_START.exec(line)
  if (html === null) return undefined
  const end = htmlEnd(html)
  if (html[1] !== '') return NEVER
  return end.test(line.slice(html[0].length)) ? undefined : end
}

const NEVER = /(?!)/

function htmlEnd([, , raw, comment, instruction, cdata]: RegExpExecArray): RegExp {
  if (raw !== undefined) return /<\/(?:script|pre|style|textarea)>/i
  if (comment !== undefined) return /-->/
  if (instruction !== undefined) return /\?>/
  return cdata !== undefined ? /\]\]>/ : />/
}

/** Labels that links and notes anywhere in the text may refer to, as the parser spells them. */
export function definedLabels(text: string): { links: string[]; notes: string[] } {
  const labels = { links: new Set<string>(), notes: new Set<string>() }
  for (const [, caret, label] of text.matchAll(
    /^[ \t>*+-]{0,40}(?:\d{1,9}[.)] +)?\[(\^?)([^[\]\n\r]{1,500})\]:/gm,
  )) {
    const set = caret === '^' ? labels.notes : labels.links
    set.add(normalized(label!))
    if (set.size > MOST_LABELS) break
  }
  return { links: [...labels.links], notes: [...labels.notes] }
}

/** Labels that are known beforehand: every link asks all of them. */
const MOST_LABELS = 5000

function normalized(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
}
