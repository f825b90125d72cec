/** The text of a post as a page of HTML, with what its export says of it in a comment before it. */
import { decodeSource } from '../../loading/decode.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { OWN_TOOL } from '../packed/tool-of.ts'
import { printComment } from '../page-comment.ts'
import { withParagraphs } from './editor-blocks.ts'
import { readShortcodes } from './shortcodes.ts'
import { HEADING } from './wxr-heading.ts'
import { readItem, type WxrItem } from './wxr-item.ts'

/** Extracts the text of an element `item`. Throws as `readItem` and `decodeSource` do. @param most bytes of it */
export function extractItem(bytes: Uint8Array, most: number): Extraction {
  const item = readItem(decodeSource(bytes, most).replace('\ufeff', ''))
  const { html, leftOut, notes } = readShortcodes(item.content)
  const body = [withParagraphs(html), ...notes.map(noteOf), ...footnotesOf(item)].join('\n')
  return {
    bytes: Buffer.from(
      `${printComment(HEADING, fieldsOf(item, leftOut))}<!DOCTYPE html>\n<html>\n<body>\n${body.toWellFormed()}\n</body>\n</html>\n`,
    ),
    mediaType: 'text/html',
    tool: OWN_TOOL,
  }
}

function fieldsOf(item: WxrItem, leftOut: ReadonlyMap<string, number>): [name: string, value: string][] {
  const fields: [string, string][] = [
    ...([
      ['Title', item.title],
      ['Creator', item.creator],
      ['Date', item.date],
      ['Link', item.link],
      ['Type', item.type],
      ['Excerpt', item.excerpt],
    ] as [string, string][]),
    ...item.keywords.map((word): [string, string] => ['Keyword', word]),
    ...([
      ['Guid', item.guid],
      ['Post-Id', item.id],
      ['Time', item.time],
      ['Modified', item.modified],
      ['Warning', shortcodeWarning(leftOut)],
      ['Warning', commentWarning(item.comments)],
    ] as [string, string][]),
  ]
  return fields.filter(([, value]) => value !== '')
}

function shortcodeWarning(leftOut: ReadonlyMap<string, number>): string {
  if (leftOut.size === 0) return ''
  const names = [...leftOut]
    .slice(0, 20)
    .map(([name, count]) => (count === 1 ? `[${name}]` : `[${name}] (${count})`))
  return `Shortcodes, which stand for what a program shows, were left out: ${names.join(', ')}. The source keeps them.`
}

/** Whoever has the source reads them, with the addresses of those who wrote them. */
function commentWarning(comments: number): string {
  if (comments === 0) return ''
  const many = comments === 1 ? '1 comment stands' : `${comments} comments stand`
  return `${many} in the source, with mail and network addresses as WordPress exports them, and not in the text. To leave them out of the source, export with wp export --skip_comments.`
}

function noteOf(html: string, at: number): string {
  return `<p id="wxr-note-${at + 1}" role="doc-footnote">${html}</p>`
}

/** WordPress shows them where their block stands, behind the text as a rule. */
function footnotesOf({ footnotes, content }: WxrItem): string[] {
  return footnotes
    .filter(({ id }) => content.includes(`#${id}`) && /^[\w-]{1,100}$/.test(id))
    .map(({ id, content: note }) => `<p id="${id}" role="doc-footnote">${note}</p>`)
}
