import { decodeSource } from '../../loading/decode.ts'
import type { Draft } from '../../loading/draft.ts'
import { BlockBuilder } from '../block-builder.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { quotedInBlocks } from '../quotation-numbers.ts'
import { addParts } from './muse-blocks.ts'
import { nameOf, readDirectives } from './muse-directives.ts'
import { museParts } from './muse-elements.ts'
import { museStatements } from './muse-metadata.ts'

/** Texts of AmuseWiki: Emacs Muse as Text::Amuse reads it. */
export const muse: Format = {
  name: 'muse',
  version: '1.1.0',
  title: 'Muse',
  mediaTypes: ['text/x-muse'],
  extensions: ['muse'],
  keeps:
    'paragraphs, headings, quotations, verse, lists, tables with their captions, code and both kinds of notes; emphasis, links, note calls and languages beside them; all directives, as metadata where a field says the same and otherwise as they are',
  leavesOut: 'comments, pictures, anchors, ornaments, and how lines are set (centre, right)',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  isMarkedUp: true,
  declaredEncoding: () => undefined,
  read: (bytes) => readMuse(decodeSource(bytes, 8 * MEBIBYTE)),
  quoted: quotedInBlocks,
  isOfKind: isMuse,
}

/** Two directives that every text of a library has, the title among them, are those of no other format. */
function isMuse(beginning: Uint8Array): boolean {
  if (beginning[0] !== HASH && beginning[0] !== 0xef) return false
  const { directives } = readDirectives(Buffer.from(beginning.subarray(0, 4_096)).toString())
  const names = new Set(directives.map(nameOf))
  return names.has('title') && USUAL.some((name) => names.has(name))
}

const HASH = '#'.charCodeAt(0)
const USUAL = [
  'author',
  'authors',
  'sortauthors',
  'lang',
  'date',
  'pubdate',
  'sorttopics',
  'topics',
  'source',
  'cat',
]

function readMuse(source: string): Draft {
  const { directives, end } = readDirectives(source)
  const builder = new BlockBuilder(source)
  builder.add({ start: 0, end, kind: 'front-matter', role: 'markup', op: 'drop', rule: 'directives' })
  const parts = museParts(source, end)
  const pictures = addParts(builder, parts)
  builder.draft.statements.push(...museStatements(directives))
  const included = parts.filter((part) => 'aside' in part && part.aside.rule === 'muse-include').length
  if (pictures > 0)
    builder.draft.warnings.push(
      `${pictures === 1 ? '1 picture was' : `${pictures} pictures were`} left out; the source keeps them.`,
    )
  if (included > 0)
    builder.draft.warnings.push(
      `${included === 1 ? '1 other file is' : `${included} other files are`} to be included in the text and ${included === 1 ? 'was' : 'were'} not: put the text in its place.`,
    )
  return builder.draft
}
