/** The page or the PDF in a record of a web archive, with what the record says of how it was captured. */
import { LoadingError, UnreadableDocument } from '../../loading/errors.ts'
import { MEBIBYTE } from '../format.ts'
import { type Verdict, verdictOn } from './digests.ts'
import { contentOf, isPage, isPdf, isPlain, type Response, readResponse } from './http-message.ts'
import { type RecordHead, readRecordHead } from './record-head.ts'

/** What of records is read: a page, or a PDF, of at most so many bytes, unpacked. */
interface CapturedKind {
  is(response: Response): boolean
  mostBytes: number
  what: string
}

/** As many as a page may have that is sent by itself. */
export const PAGE: CapturedKind = { is: isPage, mostBytes: 8 * MEBIBYTE, what: 'page of HTML' }
/** As many as a record may have. */
export const PDF: CapturedKind = { is: isPdf, mostBytes: 16 * MEBIBYTE, what: 'PDF' }

/** As many as a page. */
export const TEXT: CapturedKind = { is: isPlain, mostBytes: 8 * MEBIBYTE, what: 'plain text' }

/** A page as a record has it. */
export interface CapturedPage {
  head: RecordHead
  response: Response
  content: Uint8Array
  verdicts: { block: Verdict | undefined; payload: Verdict | undefined }
}

/**
 * Reads a record: its bytes, unpacked, and no others behind them but line ends.
 *
 * @throws UnreadableDocument where it has no page, is cut short or altered; SourceTooComplex for a page that is too large
 */
export function readCapturedPage(record: Uint8Array, kind = PAGE): CapturedPage {
  const head = readRecordHead(record)
  if (head === undefined || Number.isNaN(head.blockLength)) throw new UnreadableDocument(WHAT)
  const block = record.subarray(head.length, head.length + head.blockLength)
  if (block.length < head.blockLength)
    throw refused('is cut short: it has fewer bytes than it says. Get the file again from where it was made')
  if (record.subarray(head.length + head.blockLength).some((byte) => byte !== 13 && byte !== 10))
    throw refused(
      'is one of several in the file. Import the file with colophon import, which makes a work of each page',
    )
  const response = head.fields.get('warc-type') === 'response' ? readResponse(block) : undefined
  if (response === undefined || !kind.is(response))
    throw refused(`holds no ${kind.what} that a server sent. Send the file itself, without the record`)
  const verdicts = {
    block: verdict(head, 'warc-block-digest', [block]),
    payload: verdict(head, 'warc-payload-digest', [response.body]),
  }
  if (verdicts.block === 'wrong')
    throw refused(
      'was altered or is damaged: its digest is another than it says. Get the file again from where it was made',
    )
  const content = contentOf(response, kind.mostBytes)
  if (verdicts.payload === 'wrong') verdicts.payload = verdict(head, 'warc-payload-digest', [content])
  return { head, response, content, verdicts }
}

const WHAT = 'a WARC record with a page'

function verdict({ fields }: RecordHead, field: string, candidates: Uint8Array[]): Verdict | undefined {
  const digest = fields.get(field)
  if (digest === undefined) return undefined
  const verdicts = candidates.map((bytes) => verdictOn(bytes, digest))
  return verdicts.find((each) => each === 'right') ?? verdicts[0]
}

function refused(what: string): LoadingError {
  return new LoadingError('unreadable_document', `The WARC record ${what}.`)
}

/** The address that was captured, as wget writes it in angle brackets too. */
export function targetOf({ fields }: Pick<RecordHead, 'fields'>): string {
  return unbracketed(fields.get('warc-target-uri') ?? '')
}

/** A URI without angle brackets around it. */
export function unbracketed(uri: string): string {
  return uri.startsWith('<') && uri.endsWith('>') ? uri.slice(1, -1) : uri
}
