/** The characters of a page that came over the wire (HTML, 13.2.3.2). */
import { isUtf8 } from 'node:buffer'
import { charsetOf } from '../encodings/declared.ts'
import { decodeLoosely, encodingOf } from '../encodings/decoder.ts'

/** A page in characters, and what to tell of them. */
export interface PageText {
  text: string
  warnings: string[]
}

/** Decodes a page: by its byte order mark, else by the type that the server named, else by what it says itself. */
export function pageText(
  content: Uint8Array,
  contentType: string,
  declared: (content: Uint8Array) => string | undefined,
): PageText {
  const label = byMark(content) ?? charsetOf(contentType) ?? declared(content)
  const { encoding, warnings } = encodingFor(label, content)
  const text = decodeLoosely(encoding, content).replaceAll('\0', '\ufffd')
  const lost = text.split('\ufffd').length - 1
  if (lost > 0)
    warnings.push(
      `${lost === 1 ? '1 place' : `${lost} places`} of the page could not be read as ${encoding}; U+FFFD stands there.`,
    )
  return { text, warnings }
}

function byMark(content: Uint8Array): string | undefined {
  if (content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf) return 'utf-8'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  return content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : undefined
}

/** Where nothing is said, or nothing that is known: UTF-8 when the bytes are, else what browsers take in the West. */
function encodingFor(
  label: string | undefined,
  content: Uint8Array,
): { encoding: string; warnings: string[] } {
  const warnings: string[] = []
  if (label !== undefined) {
    const encoding = encodingOf(label)
    if (encoding !== undefined) return { encoding, warnings }
    warnings.push(`The page says that it is written in ${label}, which is not known.`)
  }
  if (isUtf8(content)) return { encoding: 'utf-8', warnings }
  warnings.push('The page does not say how it is written; it was read as Windows-1252.')
  return { encoding: 'windows-1252', warnings }
}
