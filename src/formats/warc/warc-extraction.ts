/** The page in a record as a page of its own, in UTF-8, with what the record says of it in a comment before it. */
import type { Extraction } from '../../loading/extraction.ts'
import { declaredInPage } from '../encodings/declared.ts'
import { OWN_TOOL } from '../packed/tool-of.ts'
import { printComment } from '../page-comment.ts'
import { extractPdf } from '../pdf/pdf-extraction.ts'
import { HEADING } from './capture-statements.ts'
import { type CapturedPage, PDF, readCapturedPage, TEXT, unbracketed } from './captured-page.ts'
import { pageText } from './page-text.ts'
import { loadZstd } from './zstd.ts'

/** What of a record's head is told. */
const FIELDS = [
  'WARC-Target-URI',
  'WARC-Date',
  'WARC-Record-ID',
  'WARC-Warcinfo-ID',
  'WARC-IP-Address',
  'WARC-Block-Digest',
  'WARC-Payload-Digest',
]
/** And of the response's. */
const HTTP_FIELDS = ['Content-Type', 'Content-Encoding', 'Last-Modified', 'Date', 'Server']

/** Characters of a value. */
const LONGEST = 2000

/** Extracts the page of a record. Rejects as `readCapturedPage` throws. */
export async function extractCapture(bytes: Uint8Array): Promise<Extraction> {
  await loadZstd()
  const page = readCapturedPage(bytes)
  const { text, warnings } = pageText(page.content, typeOf(page), declaredInPage)
  return { ...commented(page, warnings, inUtf8(text)), mediaType: 'text/html' }
}

/** Extracts the plain text of a record, with the same before it. Rejects as `readCapturedPage` throws. */
export async function extractCapturedText(bytes: Uint8Array): Promise<Extraction> {
  await loadZstd()
  const page = readCapturedPage(bytes, TEXT)
  const { text, warnings } = pageText(page.content, typeOf(page), () => undefined)
  return { ...commented(page, warnings, text), mediaType: 'text/plain' }
}

function typeOf({ response }: CapturedPage): string {
  return response.fields.get('content-type') ?? ''
}

function commented(page: CapturedPage, warnings: readonly string[], text: string) {
  const comment = [...fieldsOf(page), ...warnings.map((warning) => ['Warning', warning] as const)]
  return { bytes: Buffer.from(`${printComment(HEADING, comment)}${text}`), tool: OWN_TOOL }
}

/** Extracts the words of the PDF in a record; what the record says stands among what the PDF says. Rejects as both are read. */
export async function extractCapturedPdf(bytes: Uint8Array): Promise<Extraction> {
  await loadZstd()
  const captured = readCapturedPage(bytes, PDF)
  const fields = fieldsOf(captured).map(([name, value]) => [name, value.slice(0, LONGEST)] as const)
  return extractPdf(captured.content, fields)
}

function fieldsOf({ head, response, verdicts }: CapturedPage): (readonly [name: string, value: string])[] {
  const said = (fields: readonly string[], of: ReadonlyMap<string, string>, prefix = '') =>
    fields.flatMap((name) => {
      const value = of.get(name.toLowerCase())
      return value === undefined ? [] : [[prefix + name, unbracketed(value)] as const]
    })
  return [
    ...said(FIELDS, head.fields),
    ['HTTP-Status', response.statusLine],
    ...said(HTTP_FIELDS, response.fields, 'HTTP-'),
    ...Object.entries(verdicts).flatMap(([what, verdict]) =>
      verdict === undefined
        ? []
        : [[`Digest-Of-${what === 'block' ? 'Block' : 'Payload'}`, verdict] as const],
    ),
  ]
}

/** A page that was written in another encoding says so at its beginning. */
function inUtf8(text: string): string {
  return (
    text.slice(0, 2048).replace(/(<meta[^<>]*charset\s*=\s*["']?)[\w.:-]{1,40}/i, '$1utf-8') +
    text.slice(2048)
  )
}
