/** The formats of texts that are imported, too, as formats of manuscripts. */

import type { Format } from '../../formats/format.ts'
import type { FormatMark } from '../../formats/format-mark.ts'
import { markdown as importedMarkdown } from '../../formats/markdown/markdown.ts'
import { plainText as importedPlainText } from '../../formats/plain-text/plain-text.ts'
import type { Draft, Span } from '../../loading/draft.ts'
import { lastWhere } from '../../text/last-where.ts'
import type { ManuscriptDraft, ManuscriptFormat } from './format.ts'
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
      return { draft, quoted: format.quoted(draft), marks: marksOf(draft), stops: [] }
    },
    ...(recognises && { recognises: (bytes) => recognises(beginningOf(bytes)) }),
  }
}

/** The beginning of a text. */
export function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, SAMPLE)).toString('utf8')
}

/** For each block the notes that it refers to, the one that it is the text of, and the fences of pandoc's divs in it. */
function marksOf({ source, blocks, asides }: Draft): ManuscriptDraft['marks'] {
  const labels = asides.filter(({ rule }) => rule === 'footnote-label').sort((a, b) => a.start - b.start)
  return new Map(
    blocks.map(({ kind, pieces, start, end }, at) => {
      const calls = pieces.filter(({ rule }) => rule === 'footnote-call')
      const marks = [
        ...calls.map((call) => noteMark(source, 'note', call)),
        ...Array.from(
          source.slice(start, end).matchAll(FENCE),
          ({ 0: fence, index }): FormatMark => ({
            ...{ name: 'code', start: start + index, end: start + index + fence.length },
          }),
        ),
      ]
      const label = labels[lastWhere(labels.length, (index) => labels[index]!.start <= start)]
      return [at, label && kind === 'note' ? [...marks, noteMark(source, 'note-body', label)] : marks]
    }),
  )
}

/** `::: {.callout-note title="A “note”"}`, as pandoc and Quarto write it: its attributes are none of the words. */
const FENCE = /^:::.*$/gm

/** Of `[^1]` and `[^1]:` the label is `1`. */
function noteMark(source: string, name: 'note' | 'note-body', { start, end }: Span): FormatMark {
  return { name, start, end, label: source.slice(start, end).replace(/^\[\^|\]:?$/g, '') }
}
