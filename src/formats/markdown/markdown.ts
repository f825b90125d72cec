import { decodeSource } from '../../loading/decode.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { readLineBlocks } from './line-blocks.ts'
import { quotedInMarkdown } from './quotations.ts'
import { readMarkdown } from './reader.ts'

/** CommonMark with GFM; the parser takes about a second for a mebibyte. */
export const markdown: Format = {
  name: 'markdown',
  version: '1.7.0',
  title: 'Markdown',
  mediaTypes: ['text/markdown', 'text/x-markdown'],
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  keeps:
    'paragraphs, headings, lists, quotations, verse, code, tables and notes; emphasis and links beside them; front matter in YAML, TOML, JSON and what pandoc and MultiMarkdown write; title, byline, date and colophon of the text',
  leavesOut: 'comments, pictures, and what belongs to printed pages, as furniture',
  firstLineMayBeTitle: false,
  mayBePrinted: true,
  declaredEncoding: () => undefined,
  read: (bytes) => {
    const draft = readMarkdown(decodeSource(bytes, 8 * MEBIBYTE))
    return { ...draft, blocks: readLineBlocks(draft.source, draft.blocks) }
  },
  quoted: quotedInMarkdown,
  recognises: (beginning) => MARKS.some((mark) => mark.test(beginning)),
}

/** A heading, a link, a fence, strong emphasis or front matter: marks that plain text does not have. */
const MARKS = [
  /^ {0,3}#{1,6}[ \t]+\S/m,
  /\[[^\]\n]{1,200}\]\((?:https?:\/\/|\/|#|mailto:)[^\s)]{0,2000}\)/,
  /^```/m,
  /(?:^|\s)\*\*[^\s*][^*\n]{0,200}\*\*(?:\W|$)/m,
  /^\ufeff?---(?:json5?|js|javascript|toml|ya?ml)[ \t]*\r?\n/,
  /^\ufeff?---[ \t]*\r?\n[A-Za-z][\w-]*:/,
  /^\ufeff?\+\+\+[ \t]*\r?\n[ \t]*[A-Za-z][\w-]*[ \t]*=/,
]
