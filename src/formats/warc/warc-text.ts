/** Records of web archives that hold a plain text. */
import { decodeSource } from '../../loading/decode.ts'
import type { Draft } from '../../loading/draft.ts'
import { SourceTooLarge } from '../../loading/errors.ts'
import type { Format } from '../format.ts'
import { commentFields, endOfComment } from '../page-comment.ts'
import { plainText } from '../plain-text/plain-text.ts'
import { readPlain } from '../plain-text/reader.ts'
import { captureStatements, HEADING } from './capture-statements.ts'
import { isPlain, readResponse } from './http-message.ts'
import { readRecordHead } from './record-head.ts'
import { addressStatements, MOST_BYTES, warningsOf } from './warc.ts'

/** One record with a plain text. Its version is raised with that of plain text. */
export const warcText: Format = {
  name: 'warc-text',
  version: `1.0.0+plain-text.${plainText.version}`,
  title: 'WARC with a text',
  mediaTypes: ['application/warc'],
  extensions: ['warc'],
  keeps:
    'the plain text in a record, as any plain text; when and where it was captured, its digests and whether they are right, status, software; the text in UTF-8, which is extracted',
  leavesOut: 'what plain text leaves out; records of other kinds',
  extract: async (bytes) => {
    if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
    return (await import('./warc-extraction.ts')).extractCapturedText(bytes)
  },
  firstLineMayBeTitle: plainText.firstLineMayBeTitle,
  mayBePrinted: plainText.mayBePrinted,
  read: readCapture,
  quoted: plainText.quoted,
  isOfKind: (beginning) => {
    const head = readRecordHead(beginning)
    const response = head && readResponse(beginning.subarray(head.length))
    return response !== undefined && isPlain(response)
  },
}

function readCapture(bytes: Uint8Array): Draft {
  const source = decodeSource(bytes, 4 * MOST_BYTES)
  const end = endOfComment(source)
  const draft = readPlain(source, { start: end, end: source.length })
  draft.asides.push({ start: 0, end, kind: 'comment', role: 'markup', op: 'drop', rule: 'html-comment' })
  const fields = commentFields(source, HEADING)
  draft.statements.unshift(...captureStatements(fields, source))
  draft.statements.push(...addressStatements(fields, source))
  draft.warnings.push(...warningsOf(fields))
  return draft
}
