/** PDF with a text layer: its words with their places are extracted, and read as a text that was printed on pages. */
import { decodeSource } from '../../loading/decode.ts'
import type { Draft } from '../../loading/draft.ts'
import { SourceTooLarge } from '../../loading/errors.ts'
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import { BlockBuilder } from '../block-builder.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { quotedInPlain } from '../plain-text/quotations.ts'
import { readPlainLines } from '../plain-text/reader.ts'
import { asPlainLines } from './word-lines.ts'
import { readWords } from './words-file.ts'

/** Pictures count. */
const MOST_BYTES = 64 * MEBIBYTE

/** Portable Document Format (ISO 32000). Its version is raised with that of pdf.js, which draws the words. */
export const pdf: Format = {
  name: 'pdf',
  version: '1.2.0',
  title: 'PDF',
  mediaTypes: ['application/pdf'],
  extensions: ['pdf'],
  keeps:
    'the text of its pages, put together over their ends, with headings, verse, lists and notes; the page of each paragraph; title, author and language of its properties where they are not those of a program; the words with their places, which are extracted',
  leavesOut:
    'pictures, tables as such, forms, comments, words that stand at an angle; running heads and page numbers, as furniture',
  firstLineMayBeTitle: true,
  mayBePrinted: true,
  extract: async (bytes) => {
    if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
    return (await import('./pdf-extraction.ts')).extractPdf(bytes)
  },
  read: (bytes) => readPages(decodeSource(bytes, 512 * MEBIBYTE)),
  quoted: quotedInPlain,
  isOfKind: (beginning) => Buffer.from(beginning.subarray(0, 1024)).includes('%PDF-1') || isPdf2(beginning),
}

function isPdf2(beginning: Uint8Array): boolean {
  return Buffer.from(beginning.subarray(0, 8)).toString('latin1').startsWith('%PDF-2')
}

function readPages(source: string): Draft {
  const { pages, said } = readWords(source)
  const draft = readPlainLines(new BlockBuilder(source), asPlainLines(pages))
  draft.pages = pages.map(({ start, sheet, label }) => ({ start, label: label || `${sheet}` }))
  const turned = said.find(({ name }) => name === 'turned')
  if (turned) draft.warnings.push(`Words at an angle were left out: ${turned.value} runs of them.`)
  for (const { name, value, start, end } of said) {
    if (name === 'turned') continue
    draft.statements.push({
      ...{ field: `${UNREAD}${name}`, value, raw: value, start, end },
      ...{
        certainty: name === 'language' ? 'certain' : 'probable',
        origin: 'parsed',
        rule: 'properties of the PDF',
      },
    })
  }
  return draft
}
