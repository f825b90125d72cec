/** A response of HTTP as it went over the wire (RFC 9112), and its content. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib'
import { SourceTooComplex, UnreadableDocument } from '../../loading/errors.ts'
import { type Fields, headOf } from './record-head.ts'
import { unpackFrames } from './zstd.ts'

/** A response, its body still encoded. */
export interface Response {
  status: number
  /** `HTTP/1.1 200 OK` */
  statusLine: string
  fields: Fields
  body: Uint8Array
}

/** The response that a record's block is; undefined where it is none. */
export function readResponse(block: Uint8Array): Response | undefined {
  const head = headOf(block)
  const [protocol = '', status = ''] = head?.first.split(' ') ?? []
  if (head === undefined || !protocol.startsWith('HTTP/') || !/^\d{3}$/.test(status)) return undefined
  return {
    status: Number(status),
    statusLine: head.first,
    fields: head.fields,
    body: block.subarray(head.length),
  }
}

/** The media type that a response names, in lower case and without its parameters. */
export function mediaTypeOf({ fields }: Pick<Response, 'fields'>): string {
  return (fields.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
}

/** Whether a response names the type of a page. */
export function isPage(response: Pick<Response, 'fields'>): boolean {
  return ['text/html', 'application/xhtml+xml'].includes(mediaTypeOf(response))
}

/** Whether a response names the type of a PDF. */
export function isPdf(response: Pick<Response, 'fields'>): boolean {
  return mediaTypeOf(response) === 'application/pdf'
}

/** Whether a response names the type of a plain text. */
export function isPlain(response: Pick<Response, 'fields'>): boolean {
  return mediaTypeOf(response) === 'text/plain'
}

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, options: ZlibOptions) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (bytes, options) => {
    // Many servers send what has no head of zlib (RFC 9110, 8.4.1.2).
    try {
      return inflateSync(bytes, options)
    } catch (error) {
      if (isTooLarge(error)) throw error
      return inflateRawSync(bytes, options)
    }
  },
  br: brotliDecompressSync,
  zstd: (bytes, { maxOutputLength }) => unpackFrames(bytes, maxOutputLength!),
  identity: (bytes) => Buffer.from(bytes),
}

/**
 * The content of a response, its codings undone. Programs that record a page often undo them and leave the fields that
 * name them: what is not coded is taken as it is.
 *
 * `loadZstd` is to be done before.
 *
 * @param most bytes of it @throws SourceTooComplex beyond them; UnreadableDocument for a coding that is damaged or not known
 */
export function contentOf({ fields, body }: Response, most: number): Uint8Array {
  const isChunked = (fields.get('transfer-encoding') ?? '').toLowerCase().includes('chunked')
  const codings = (fields.get('content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '')
  let content = isChunked ? (withoutChunks(body) ?? body) : body
  if (codings.length > 3) throw new UnreadableDocument('a WARC record with a page')
  for (const coding of codings.reverse()) content = decoded(content, coding, most)
  if (content.length > most) throw tooLarge(most)
  return content
}

function decoded(content: Uint8Array, coding: string, most: number): Uint8Array {
  const decoder = DECODERS[coding]
  const isText = content[0] === 0x3c || content[0] === 0x0a || content[0] === 0x20 || content.length === 0
  if (isText && coding !== 'br') return content
  try {
    if (decoder === undefined) throw new Error(coding)
    return decoder(content, { maxOutputLength: most })
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(most)
    if (isText) return content
    throw new UnreadableDocument('a WARC record with a page')
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof SourceTooComplex || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
}

function tooLarge(most: number): SourceTooComplex {
  return new SourceTooComplex(
    `The page in the record unpacks to more than ${most} bytes. Save what you need of it as a page of its own.`,
  )
}

/** The data of all chunks; undefined where the first is none, so that nothing is chunked. A last one may be cut short. */
function withoutChunks(body: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = []
  let at = 0
  while (at < body.length) {
    const line = Buffer.from(body.subarray(at, at + 64)).toString('latin1')
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n/i.exec(line)
    if (size === null) break
    const start = at + size[0].length
    const length = Number.parseInt(size[1]!, 16)
    if (length === 0) return Buffer.concat(parts)
    parts.push(body.subarray(start, start + length))
    at = start + length
    while (body[at] === 13 || body[at] === 10) at++
  }
  return parts.length > 0 ? Buffer.concat(parts) : undefined
}
