/** The head of a WARC record (ISO 28500, 4): its version, its named fields and the length of its block. */

/** Bytes of the longest head: the addresses in it have some thousands at most. */
export const LONGEST_HEAD = 64 * 1024

/** Named fields, by their names in lower case. Of a field that is repeated the first counts. */
export type Fields = ReadonlyMap<string, string>

/** The head of a record. */
export interface RecordHead {
  /** `WARC/1.0`, `WARC/1.1`. */
  version: string
  fields: Fields
  /** Bytes of the head, with the empty line behind it. */
  length: number
  /** Bytes of the block behind it; NaN where the head says none that can be. */
  blockLength: number
}

/** The head that bytes begin with; undefined where they begin with none, or with one that does not end. */
export function readRecordHead(bytes: Uint8Array): RecordHead | undefined {
  if (!beginsRecord(bytes)) return undefined
  const head = headOf(bytes)
  if (head === undefined) return undefined
  const said = head.fields.get('content-length') ?? ''
  return {
    version: head.first,
    fields: head.fields,
    length: head.length,
    blockLength: said !== '' && /^\d{1,15}$/.test(said) ? Number(said) : Number.NaN,
  }
}

const WARC = Buffer.from('WARC/1.')

/** Whether bytes begin as a record does. */
export function beginsRecord(bytes: Uint8Array): boolean {
  return WARC.every((byte, at) => bytes[at] === byte)
}

/** A first line and named fields, as records and messages of HTTP begin with; undefined where they have no end. */
export function headOf(bytes: Uint8Array): { first: string; fields: Fields; length: number } | undefined {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_HEAD))
  const [end, width] = endOfHead(beginning)
  if (end < 0) return undefined
  const [first = '', ...lines] = beginning.subarray(0, end).toString().split(/\r?\n/)
  const fields = new Map<string, string>()
  let name = ''
  for (const line of lines) {
    // A line that begins with white space goes on with the field before it.
    if (/^[ \t]/.test(line)) fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`)
    const colon = line.indexOf(':')
    if (colon < 1 || /^[ \t]/.test(line)) continue
    name = line.slice(0, colon).trim().toLowerCase()
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return { first: first.trim(), fields, length: end + width }
}

/** Programs that end lines with a line feed alone write valid records but for that. */
function endOfHead(bytes: Buffer): [end: number, width: number] {
  const crlf = bytes.indexOf('\r\n\r\n')
  const lf = (crlf < 0 ? bytes : bytes.subarray(0, crlf)).indexOf('\n\n')
  return lf < 0 ? [crlf, 4] : [lf, 2]
}
