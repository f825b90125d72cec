/** The formats of texts that are imported, too, as formats of manuscripts. */

import type { Draft } from '../../loading/draft.ts'
import type { Format } from '../../loading/formats/format.ts'
import { markdown as importedMarkdown } from '../../loading/formats/markdown.ts'
import { plainText as importedPlainText } from '../../loading/formats/plain-text.ts'
import { lastWhere } from '../../text/last-where.ts'
import type { FormatMark, ManuscriptFormat } from './format.ts'
import { MOST_TEXT_BYTES } from './most-bytes.ts'

/** Bytes of the beginning that are looked at when nothing else tells. */
const SAMPLE = 65_536

/** Markdown, and what Quarto and R write in it. */
export const markdown: ManuscriptFormat = {
  ...manuscriptFormat(importedMarkdown),
  extensions: [...importedMarkdown.extensions, 'qmd', 'rmd'],
}

/** Plain text. */
export const plainText: ManuscriptFormat = manuscriptFormat(importedPlainText)

function manuscriptFormat(format: Format): ManuscriptFormat {
  const { title, mediaTypes, extensions, recognises } = format
  return {
    ...{ title, mediaTypes, extensions, mostBytes: MOST_TEXT_BYTES, packed: false },
    read: (bytes) => {
      const draft = format.read(bytes)
      return { draft, quoted: format.quoted(draft), marks: notesOf(draft), stops: [] }
    },
    ...(recognises && { recognises: (bytes) => recognises(beginningOf(bytes)) }),
  }
}

/** The beginning of a text. */
export function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, SAMPLE)).toString('utf8')
}

/** References to footnotes, and the blocks that are their texts. */
function notesOf({ source, blocks, asides }: Draft): FormatMark[] {
  const calls = blocks
    .flatMap(({ pieces }) => pieces)
    .filter(({ rule }) => rule === 'footnote-call')
    .map(({ start, end }) => noteMark('note', { start, end, label: source.slice(start, end) }))
  const labels = asides
    .filter(({ rule, start }) => rule === 'footnote-label' && source[start] !== ':')
    .sort((a, b) => a.start - b.start)
  const bodies = blocks
    .filter(({ kind }) => kind === 'note')
    .flatMap(({ start, end }) => {
      const label = labels[lastWhere(labels.length, (at) => labels[at]!.start <= start)]
      return label ? [noteMark('note-body', { start, end, label: source.slice(label.start, label.end) })] : []
    })
  return [...calls, ...bodies].sort((a, b) => a.end - b.end)
}

/** Of `[^1]` and `[^1]:` the label is `1`. */
function noteMark(
  name: 'note' | 'note-body',
  { start, end, label }: Required<Omit<FormatMark, 'name'>>,
): FormatMark {
  return { name, start, end, label: label.replace(/^\[\^|\]:?$|:$/g, '') }
}
