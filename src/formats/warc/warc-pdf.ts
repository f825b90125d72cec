/** Records of web archives that hold a PDF. */
import type { Draft } from '../../loading/draft.ts'
import { SourceTooLarge } from '../../loading/errors.ts'
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Format } from '../format.ts'
import type { CommentField } from '../page-comment.ts'
import { pdf } from '../pdf/pdf.ts'
import { captureStatements } from './capture-statements.ts'
import { isPdf, readResponse } from './http-message.ts'
import { readRecordHead } from './record-head.ts'
import { addressStatements, MOST_BYTES, warningsOf } from './warc.ts'

/** One record with a PDF. Its version is raised with that of PDF. */
export const warcPdf: Format = {
  ...pdf,
  name: 'warc-pdf',
  version: `1.0.0+pdf.${pdf.version}`,
  title: 'WARC with a PDF',
  mediaTypes: ['application/warc'],
  extensions: ['warc'],
  keeps:
    'the text of the PDF in a record, as of any PDF; when and where it was captured, its digests and whether they are right, status, software; the words with their places, which are extracted',
  leavesOut: 'what PDF leaves out; records of other kinds',
  extract: async (bytes) => {
    if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
    return (await import('./warc-extraction.ts')).extractCapturedPdf(bytes)
  },
  read: readCapture,
  isOfKind: (beginning) => {
    const head = readRecordHead(beginning)
    const response = head && readResponse(beginning.subarray(head.length))
    return response !== undefined && isPdf(response)
  },
}

/** What the record says stands among what the PDF says of itself. */
const OF_RECORD = /^(?:WARC-|HTTP-|Digest-Of-)/

function readCapture(bytes: Uint8Array): Draft {
  const draft = pdf.read(bytes)
  const fields: CommentField[] = []
  const others: Draft['statements'] = []
  for (const statement of draft.statements) {
    const name = statement.field.slice(UNREAD.length)
    const { value, start = 0, end = 0 } = statement
    if (OF_RECORD.test(name)) fields.push({ name, value: value as string, start, end })
    else others.push(statement)
  }
  draft.statements = [
    ...captureStatements(fields, draft.source),
    ...others,
    ...addressStatements(fields, draft.source),
  ]
  draft.warnings.push(...warningsOf(fields))
  return draft
}
