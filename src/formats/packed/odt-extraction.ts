import { UnreadableDocument } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { extractedPage, type PageHead } from './html-page.ts'
import { OdtHtml } from './odt-html.ts'
import { OdtStyles } from './odt-styles.ts'
import { OWN_TOOL } from './tool-of.ts'
import { unpack } from './unpack.ts'
import { readXml, type XmlReader } from './xml.ts'

const WHAT = 'an OpenDocument text'
const NAMESPACE = 'urn:oasis:names:tc:opendocument:xmlns:'

const PREFIXES = {
  ...Object.fromEntries(
    ['text', 'office', 'style', 'table', 'meta'].map((name) => [`${NAMESPACE}${name}:1.0`, name]),
  ),
  [`${NAMESPACE}drawing:1.0`]: 'draw',
  [`${NAMESPACE}svg-compatible:1.0`]: 'svg',
  [`${NAMESPACE}xsl-fo-compatible:1.0`]: 'fo',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://purl.org/dc/elements/1.1/': 'dc',
}

/**
 * The text of an OpenDocument file (ISO/IEC 26300) as HTML, without its pictures.
 *
 * @throws UnreadableDocument; SourceTooComplex beyond the bounds of packages
 */
export async function extractOdt(bytes: Uint8Array): Promise<Extraction> {
  const files = unpack(bytes, WHAT, ['content.xml', 'styles.xml', 'meta.xml'])
  const content = files.get('content.xml')
  if (!content) throw new UnreadableDocument(WHAT)
  const read = (file: Uint8Array | undefined, reader: XmlReader) => {
    if (file) readXml(file, { prefixes: PREFIXES, what: WHAT }, reader)
  }
  const styles = new OdtStyles()
  read(files.get('styles.xml'), styles)
  read(content, styles)
  const text = new OdtHtml(styles)
  read(content, text)
  const head = new OdtHead()
  read(files.get('meta.xml'), head)
  return extractedPage(head.page, text.html, OWN_TOOL)
}

/** What an OpenDocument file says of itself. Its dates are those of the file. */
class OdtHead implements XmlReader {
  readonly #said = new Map<string, string[]>()
  #open = ''

  enter(name: string): void {
    this.#open = name
    if (name.includes(':')) this.#said.set(name, [...(this.#said.get(name) ?? []), ''])
  }

  leave(): void {
    this.#open = ''
  }

  text(text: string): void {
    const values = this.#said.get(this.#open)
    if (values) values.push(`${values.pop()}${text}`)
  }

  get page(): PageHead {
    const [title] = this.#of('dc:title')
    const [language] = this.#of('dc:language')
    // `dc:creator` is who wrote to the file last.
    const authors = [this.#of('meta:initial-creator'), this.#of('dc:creator')].find(
      ({ length }) => length > 0,
    )
    return {
      ...{ title, language, type: 'document' },
      metas: [
        ...(authors ?? []).map((author) => ['author', author] as const),
        ...this.#of('dc:description').map((text) => ['description', text] as const),
        ...this.#of('meta:keyword').map((text) => ['keywords', text] as const),
      ],
    }
  }

  #of(name: string): string[] {
    return (this.#said.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== '')
  }
}
