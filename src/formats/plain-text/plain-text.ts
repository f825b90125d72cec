import { decodeSource } from '../../loading/decode.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { quotedInPlain } from './quotations.ts'
import { readPlain } from './reader.ts'

/** Plain text in blocks between blank lines. */
export const plainText: Format = {
  name: 'plain-text',
  version: '1.7.0',
  title: 'plain text',
  mediaTypes: ['text/plain'],
  extensions: ['txt', 'text', 'asc'],
  keeps: 'paragraphs, headings, verse, lists and notes; title, byline, date and colophon of the text',
  leavesOut: 'running heads, page numbers and ornaments, as furniture',
  firstLineMayBeTitle: true,
  mayBePrinted: true,
  declaredEncoding: () => undefined,
  read: (bytes) => readPlain(decodeSource(bytes, 64 * MEBIBYTE)),
  quoted: quotedInPlain,
}
