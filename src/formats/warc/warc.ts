/** Records of web archives (WARC, ISO 28500): each is the source of one version; what holds many is a container. */
import type { Draft } from '../../loading/draft.ts'
import { SourceTooLarge } from '../../loading/errors.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { html } from '../html/html.ts'
import { type CommentField, commentFields } from '../page-comment.ts'
import { quotedInBlocks } from '../quotation-numbers.ts'
import { captureStatements, HEADING } from './capture-statements.ts'
import { beginsRecord } from './record-head.ts'

/** A record may carry its page packed or not. */
export const MOST_BYTES = 16 * MEBIBYTE

/** One record with a page. Its version is raised with that of HTML, which reads the page. */
export const warc: Format = {
  name: 'warc',
  version: `1.1.0+html.${html.version}`,
  title: 'WARC',
  mediaTypes: ['application/warc'],
  extensions: ['warc'],
  keeps:
    'the page of a record as HTML is kept; when and where it was captured, its digests and whether they are right, status, software; the page that is extracted',
  leavesOut: 'what HTML leaves out; records of other kinds',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  extract: async (bytes) => {
    if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
    return (await import('./warc-extraction.ts')).extractCapture(bytes)
  },
  read: readCapture,
  quoted: quotedInBlocks,
  isOfKind: beginsRecord,
}

function readCapture(bytes: Uint8Array): Draft {
  const draft = html.read(bytes)
  const fields = commentFields(draft.source, HEADING)
  draft.statements.unshift(...captureStatements(fields, draft.source))
  draft.statements.push(...addressStatements(fields, draft.source))
  draft.warnings.push(...warningsOf(fields))
  return draft
}

/** The address of a capture is that of the page, where nothing says another. */
export function addressStatements(fields: readonly CommentField[], source: string): Statement[] {
  return fields
    .filter(({ name }) => name === 'WARC-Target-URI')
    .map(({ value, start, end }) => ({
      ...{ field: 'url', value, raw: source.slice(start, end), start, end },
      ...{ certainty: 'probable', origin: 'parsed', rule: 'address of the capture' },
    }))
}

/** What is to be told of a capture. */
export function warningsOf(fields: readonly CommentField[]): string[] {
  return fields.flatMap(({ name, value }) => {
    if (name === 'Warning') return [value]
    if (name === 'Digest-Of-Payload' && value === 'wrong')
      return ['The record says another digest of its page than it has; its block is as it was written.']
    return []
  })
}
