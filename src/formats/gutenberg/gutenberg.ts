import { decodeSource } from '../../loading/decode.ts'
import type { Draft, Span } from '../../loading/draft.ts'
import { declaredInGutenberg } from '../encodings/declared.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { quotedInPlain } from '../plain-text/quotations.ts'
import { readPlain } from '../plain-text/reader.ts'
import { gutenbergStatements } from './gutenberg-head.ts'

/** Plain texts of Project Gutenberg: a head, the text between two lines of stars, and the licence. */
export const gutenberg: Format = {
  name: 'gutenberg',
  version: '1.2.0',
  title: 'Project Gutenberg',
  mediaTypes: ['text/plain'],
  extensions: ['txt'],
  keeps:
    'the text between the lines that begin and end it, as plain text; title, authors, translators, editors, language and the day of release of its head',
  leavesOut: 'the head, the licence and the credits of who made it, as furniture',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  declaredEncoding: declaredInGutenberg,
  read: (bytes) => readGutenberg(decodeSource(bytes, 64 * MEBIBYTE)),
  quoted: quotedInPlain,
  isOfKind: (beginning) => {
    const text = Buffer.from(beginning).toString()
    return BEGINNING.test(text.slice(0, 400)) && START.test(text)
  },
}

const BEGINNING = /^\ufeff?\s{0,200}(?:The )?Project Gutenberg\b/i
const START = /^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b[^\r\n]*$/im
const END = /^(?:\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b|End of (?:the )?Project Gutenberg)/im
/** Who made the file is told right behind the line that begins the text. */
const CREDITS = /^(?:Produced by|E-?text prepared by|This e-?(?:book|text) was (?:produced|prepared))\b/i

function readGutenberg(source: string): Draft {
  const text = textIn(source)
  const draft = readPlain(source, text)
  const furniture = { kind: 'licence', role: 'furniture', op: 'drop', rule: 'gutenberg-licence' } as const
  draft.asides.push({ start: 0, end: text.start, ...furniture })
  if (text.end < source.length) draft.asides.push({ start: text.end, end: source.length, ...furniture })
  draft.statements.push(...gutenbergStatements(source.slice(0, text.start)))
  return draft
}

/** Where the text stands; up to its end where the line that ends it is missing. */
function textIn(source: string): Span {
  const start = START.exec(source)
  let from = start ? start.index + start[0].length : 0
  const [white] = /^\s*/.exec(source.slice(from))!
  if (CREDITS.test(source.slice(from + white.length, from + white.length + 100))) {
    const [paragraph] = /^(?:[^\r\n]+(?:\r\n|\n|\r|$))+/.exec(source.slice(from + white.length))!
    from += white.length + paragraph.length
  }
  const end = END.exec(source.slice(from))
  return { start: from, end: end ? from + end.index : source.length }
}
