/** Reads the elements of an export of WordPress (WXR). Names are as WordPress writes them: `wp:post_id`, `dc:creator`. */
import { SaxesParser } from 'saxes'
import { MalformedMarkup, SourceTooComplex } from '../../loading/errors.ts'

/** An element that has begun, or its text. */
interface WxrReader {
  enter(path: readonly string[], attributes: Readonly<Record<string, string>>): void
  /** All the text of an element that has no others. */
  leave(path: readonly string[], text: string): void
}

/** Elements in one another: WordPress writes five. */
const MOST_DEPTH = 50

/** Characters that XML has not, which WordPress writes all the same where a text has them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * Reads elements; prefixes need not be declared, as in a part of an export. Throws `MalformedMarkup` with the line, and
 * `SourceTooComplex`.
 */
export function readWxr(xml: string, reader: WxrReader): void {
  const parser = new SaxesParser()
  const path: string[] = []
  let text: string[] = []
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name)
    if (path.length > MOST_DEPTH)
      throw new SourceTooComplex(`Elements are nested more than ${MOST_DEPTH} deep. Export the site anew.`)
    text = []
    reader.enter(path, attributes)
  })
  parser.on('closetag', () => {
    reader.leave(path, text.join(''))
    path.pop()
    text = []
  })
  parser.on('text', (run) => text.push(run))
  parser.on('cdata', (run) => text.push(run))
  parser.on('error', ({ message }) => {
    throw new MalformedMarkup(parser.line, message.replace(/^\d+:\d+: /, '').slice(0, 200))
  })
  parser.write(xml.replace(NOT_XML, ' ')).close()
}
