/** RTF (Rich Text Format Specification 1.9.1) of what a citation prints. */
import type { CitedText } from './cited-text.ts'
import { quotedWords } from './quoted-words.ts'

const TAGS: Readonly<Record<string, string>> = {
  i: 'i',
  em: 'i',
  b: 'b',
  strong: 'b',
  sup: 'super',
  sub: 'sub',
}

/** What a span says of its words: italics within italics are upright. */
const SPANS: readonly (readonly [style: string, word: string])[] = [
  ['small-caps', '\\scaps '],
  ['font-style:normal', '\\i0 '],
  ['font-weight:normal', '\\b0 '],
  ['italic', '\\i '],
]

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

/** The words of a passage with their cite, then the entry of the work: a paragraph each. */
export function rtf({ record: { passage, url }, citation: { inText, bibliography } }: CitedText): string {
  const words = passage ? quotedWords(passage.exact).split(/\n+/) : []
  const quoted = words.map(
    (line, n) => escaped(line) + (n === words.length - 1 ? ` ${ofHtml(inText.html)}` : ''),
  )
  const paragraphs = [...quoted, ofHtml(bibliography.html), ...(passage ? [escaped(url)] : [])].filter(
    Boolean,
  )
  return `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\n${paragraphs.map((text) => `\\pard\\f0 ${text}\\par`).join('\n')}\n}`
}

/** The HTML of an entry: marks become groups, all other tags fall away. */
function ofHtml(html: string): string {
  return html
    .replace(/<div class="csl-(?:right-inline|block)">/g, ' ')
    .split(/(<[^<>]*>)/)
    .map((part) => (part.startsWith('<') ? tag(part) : escaped(unescapedHtml(part))))
    .join('')
    .trim()
}

function tag(tag: string): string {
  const [, slash, name = ''] = /^<(\/?)([a-z]+)/.exec(tag) ?? []
  if (name === 'span') return slash ? '}' : `{${SPANS.find(([style]) => tag.includes(style))?.[1] ?? ''}`
  const word = TAGS[name]
  return word === undefined ? '' : slash ? '}' : `{\\${word} `
}

function unescapedHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    return String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10))
  })
}

/** What RTF gives a meaning is escaped; all beyond ASCII is written as UTF-16, a sign for readers that know none beside it. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`)
}
