import { zipSync } from 'fflate'
import { UnreadableDocument } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { coreProperties } from './core-properties.ts'
import { extractedPage } from './html-page.ts'
import { isQuotationStyle, Styles } from './quotation-style.ts'
import { toolOf } from './tool-of.ts'
import { unpackWhere } from './unpack.ts'
import { readXml } from './xml.ts'

const WHAT = 'a Word document'
const MAIN = 'word/document.xml'
const STYLES = 'word/styles.xml'
/** A twentieth of a point: 500 are 9 mm, less than any tabulator that sets a quotation in. */
const INDENT = 500

const WORDPROCESSING = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
}

/** What paragraphs and runs with these styles become, beside what mammoth knows by itself. */
const STYLE_MAP = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='Author'] => p.author:fresh",
  "p[style-name='Date'] => p.date:fresh",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "r[style-name='Verbatim Char'] => code",
  'u => em',
]

/**
 * The text of a Word document (ECMA-376) as mammoth makes it HTML, without its pictures.
 *
 * @throws UnreadableDocument; SourceTooComplex beyond the bounds of packages
 */
export async function extractDocx(bytes: Uint8Array): Promise<Extraction> {
  const files = unpackWhere(bytes, WHAT, (name) => /\.(?:xml|rels)$/.test(name))
  if (!files.has(MAIN)) throw new UnreadableDocument(WHAT)
  // What mammoth would read without a bound is refused before.
  for (const file of files.values()) readXml(file, { prefixes: {}, what: WHAT }, PASSED_OVER)
  const { default: mammoth } = await import('mammoth')
  const text = zipSync(Object.fromEntries(files), { level: 0 })
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(text) },
      {
        styleMap: [...STYLE_MAP, ...quotationStyles(files.get(STYLES))],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        transformDocument: withQuotations,
        includeEmbeddedStyleMap: false,
      },
    )
    return extractedPage(coreProperties(files.get('docProps/core.xml'), WHAT), value, toolOf('mammoth'))
  } catch {
    throw new UnreadableDocument(WHAT)
  }
}

const PASSED_OVER = { enter: () => {}, leave: () => {} }

/** Styles of quotations, by their names, each with those that are made from it. */
function quotationStyles(file: Uint8Array | undefined): string[] {
  if (file === undefined) return []
  const styles = new Styles()
  const names = new Map<string, string>()
  let style: { id: string; name: string; parent?: string } | undefined
  readXml(
    file,
    { prefixes: WORDPROCESSING, what: WHAT },
    {
      enter: (name, attributes) => {
        const value = attributes.get('w:val') ?? ''
        if (name === 'w:style') style = { id: attributes.get('w:styleId') ?? '', name: '' }
        else if (style && name === 'w:name') style.name = value
        else if (style && name === 'w:basedOn') style.parent = value
      },
      leave: (name) => {
        if (name !== 'w:style' || !style) return
        styles.add(style.id, style.name, style.parent)
        names.set(style.id, style.name)
        style = undefined
      },
    },
  )
  return [...names.entries()]
    .filter(([id]) => styles.namesOf(id).some(isQuotationStyle))
    .map(([, name]) => `p[style-name='${name.replace(/['\\]/g, '\\$&')}'] => blockquote > p:fresh`)
}

/** As much of an element of mammoth's documents as is looked at. */
interface DocumentElement {
  type: string
  children?: DocumentElement[]
  styleName?: string | null
  numbering?: object | null
  indent?: { start: string | null; hanging: string | null }
}

/** An element in which each paragraph that is set in, without a style that says why, is a quotation. */
function withQuotations(element: DocumentElement): DocumentElement {
  if (element.type === 'paragraph')
    return isSetIn(element) ? { ...element, ...{ styleId: 'Quote', styleName: 'Quote' } } : element
  return element.children ? { ...element, children: element.children.map(withQuotations) } : element
}

function isSetIn({ styleName, numbering, indent }: DocumentElement): boolean {
  const isPlain = !styleName || /^(?:normal|body text|standard)$/i.test(styleName)
  return isPlain && !numbering && indent?.hanging == null && Number(indent?.start ?? 0) >= INDENT
}
