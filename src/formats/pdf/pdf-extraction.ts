import { EmptyText } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { pdfJsVersion } from './draw-text.ts'
import { drawTextApart } from './pdf-thread.ts'
import { trusted } from './said-of-pdf.ts'
import { pagesOf } from './sheets.ts'
import type { Said } from './words.ts'
import { printWords } from './words-file.ts'

/** Media type of the words that are extracted. */
export const WORDS_TYPE = 'text/plain'

/** The words of a PDF with their places. Rejects with a `LoadingError`. @param told what else is said of it */
export async function extractPdf(bytes: Uint8Array, told: Said = []): Promise<Extraction> {
  const { sheets, info, turned } = await drawTextApart(bytes)
  if (sheets.every(({ runs }) => runs.length === 0))
    throw new EmptyText(
      'The PDF has no text, only pictures of pages. Let a program read them first (ocrmypdf scan.pdf text.pdf), and send what it writes.',
    )
  const said = [...told, ...trusted(info), ...(turned > 0 ? [['turned', `${turned}`] as const] : [])]
  return {
    bytes: Buffer.from(printWords(pagesOf(sheets), said)),
    mediaType: WORDS_TYPE,
    tool: { name: 'pdfjs-dist', version: pdfJsVersion() },
  }
}
