/** Which encoding a text is in: by its bytes, else by what is said of it and what it says itself. */
import { isAscii, isUtf8 } from 'node:buffer'
import { InvalidEncoding } from '../../loading/errors.ts'
import { utf16Of } from './unicode.ts'

/** What is said of a text. */
export interface Labels {
  /** With its media type, by who sends it. */
  given: string | undefined
  /** In the text. */
  declared: string | undefined
}

/** An encoding other than UTF-8. */
export interface Encoding {
  /** As the Encoding Standard calls it, in lower case. */
  name: string
  by: 'bytes' | keyof Labels
}

/** In which characters that are no ASCII are written with two bytes or more. */
const OF_MANY_BYTES = /^(?:gbk|gb18030|big5|euc-|shift_jis)/
/** Fewer characters of UTF-8 may by chance be those of another encoding with characters of many bytes. */
const ENOUGH = 3

/**
 * The encoding of a text; undefined for UTF-8, and where nothing tells. Bytes that are UTF-8 are UTF-8 whatever is said,
 * but for few characters. Throws `InvalidEncoding` for labels that are not known, where the bytes are not UTF-8.
 *
 * @param nameOf the name of the encoding that a label means
 */
export function encodingBy(
  bytes: Uint8Array,
  { given, declared }: Labels,
  nameOf: (label: string) => string | undefined,
): Encoding | undefined {
  const utf16 = utf16Of(bytes)
  if (utf16) return { name: utf16, by: 'bytes' }
  const said = [
    ...(given === undefined ? [] : [{ label: given, by: 'given' as const }]),
    ...(declared === undefined ? [] : [{ label: declared, by: 'declared' as const }]),
  ]
  const isOwn = isUtf8(bytes)
  for (const { label, by } of said) {
    const name = nameOf(label)
    if (name === undefined) {
      if (isOwn) continue
      throw unknown(label, by)
    }
    if (name === 'utf-8' ? isOwn : isWrittenIn(name, bytes))
      return name === 'utf-8' ? undefined : { name, by }
  }
  return undefined
}

/** Whether bytes may be of an encoding rather than of UTF-8. */
function isWrittenIn(name: string, bytes: Uint8Array): boolean {
  if (name === 'iso-2022-jp') return bytes.includes(0x1b)
  if (name.startsWith('utf-16')) return !isUtf8(bytes)
  if (isAscii(bytes)) return false
  if (!isUtf8(bytes)) return true
  return OF_MANY_BYTES.test(name) && charactersIn(bytes) < ENOUGH
}

/** Characters that are no ASCII, of bytes that are UTF-8. */
function charactersIn(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0xc0 && ++count >= ENOUGH) break
  return count
}

function unknown(label: string, by: keyof Labels): InvalidEncoding {
  const who = by === 'given' ? 'The media type says that the source' : 'The source says that it'
  return new InvalidEncoding(
    `${who} is written in ${label}, which the Encoding Standard does not know. Convert it to UTF-8 first: iconv -f ${label} -t UTF-8.`,
  )
}
