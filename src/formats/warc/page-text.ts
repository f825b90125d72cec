/** The characters of a page that came over the wire (HTML, 13.2.3.2). */

/** Bytes in which a page says how it is written. */
const BEGINNING = 1024
const DECLARED = /<meta[^<>]*charset\s*=\s*["']?([\w.:-]{1,40})/i

/** A page in characters, and what to tell of them. */
export interface PageText {
  text: string
  warnings: string[]
}

/** Decodes a page: by its byte order mark, else by the type that the server named, else by what it says itself. */
export function pageText(content: Uint8Array, contentType: string): PageText {
  const beginning = Buffer.from(content.subarray(0, BEGINNING)).toString('latin1')
  const label =
    byMark(content) ??
    /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1] ??
    DECLARED.exec(beginning)?.[1]
  const { decoder, warnings } = decoderOf(label, content)
  const text = decoder.decode(content).replaceAll('\0', '\ufffd')
  const lost = text.split('\ufffd').length - 1
  if (lost > 0)
    warnings.push(
      `${lost === 1 ? '1 place' : `${lost} places`} of the page could not be read as ${decoder.encoding}; U+FFFD stands there.`,
    )
  return { text, warnings }
}

function byMark(content: Uint8Array): string | undefined {
  if (content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf) return 'utf-8'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  return content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : undefined
}

/** Where nothing is said, or nothing that is known: UTF-8 when the bytes are, else what browsers take in the West. */
function decoderOf(label: string | undefined, content: Uint8Array) {
  const warnings: string[] = []
  if (label !== undefined) {
    try {
      return { decoder: new TextDecoder(label), warnings }
    } catch {
      warnings.push(`The page says that it is written in ${label}, which is not known.`)
    }
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return { decoder: new TextDecoder('utf-8'), warnings }
  } catch {
    warnings.push('The page does not say how it is written; it was read as Windows-1252.')
    return { decoder: new TextDecoder('windows-1252'), warnings }
  }
}
