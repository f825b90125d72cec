import { decodeSource } from '../../loading/decode.ts'
import { InvalidEncoding } from '../../loading/errors.ts'

/** The characters of a page, and what to tell of them. */
export interface DecodedPage {
  source: string
  warnings: string[]
}

/** Bytes in which a page says how it is written (HTML, 13.2.3.2). */
const BEGINNING = 1024
const DECLARED = /(?:<meta[^<>]*charset\s*=\s*["']?|<\?xml[^<>]*encoding\s*=\s*["'])([\w.:-]{1,40})/i
const UTF_8 = /^(?:utf-?8|us-ascii|ascii)$/i
/** Encodings in which ASCII bytes are not ASCII characters alone. */
const SHIFTING = /^(?:iso-2022|hz-gb|utf-7)/i

/** Decodes a page that is written in UTF-8. Throws `InvalidEncoding` with what to do where it is not, and as `decodeSource` does. */
export function decodePage(
  bytes: Uint8Array,
  limit: number,
  { what, file }: { what: string; file: string } = { what: 'page', file: 'page' },
): DecodedPage {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1')
  const declared = DECLARED.exec(beginning)?.[1]
  if (declared === undefined || UTF_8.test(declared))
    return { source: decodeSource(bytes, limit), warnings: [] }
  if (SHIFTING.test(declared)) throw inOther(declared, what, file)
  try {
    const source = decodeSource(bytes, limit)
    const isAscii = source.length === bytes.length
    const warning = `The ${what} says that it is written in ${declared}, and was read as UTF-8, which its bytes are.`
    return { source, warnings: isAscii ? [] : [warning] }
  } catch (error) {
    if (error instanceof InvalidEncoding && !bytes.includes(0)) throw inOther(declared, what, file)
    throw error
  }
}

function inOther(declared: string, what: string, file: string): InvalidEncoding {
  const suffix = file === 'page' ? 'html' : 'xml'
  return new InvalidEncoding(
    `The ${what} is written in ${declared}. Convert it to UTF-8 first: iconv -f ${declared} -t UTF-8 ${file}.${suffix} > ${file}-utf8.${suffix}.`,
  )
}
