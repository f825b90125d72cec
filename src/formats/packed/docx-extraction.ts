import { zipSync } from 'fflate'
import { UnreadableDocument } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { coreProperties } from './core-properties.ts'
import { docxStyles } from './docx-styles.ts'
import { extractedPage } from './html-page.ts'
import { isQuotationStyle } from './quotation-style.ts'
import { toolOf } from './tool-of.ts'
import { unpackWhere } from './unpack.ts'
import { readXml } from './xml.ts'

const WHAT = 'a Word document'
const MAIN = 'word/document.xml'
const STYLES = 'word/styles.xml'
/** A twentieth of a point: 500 are 9 mm, less than any tabulator that sets a quotation in. */
const INDENT = 500

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
  const styles = docxStyles(file, WHAT)
  return [...styles.ids()]
    .map((id) => styles.namesOf(id))
    .filter((names) => names.some(isQuotationStyle))
    .map(([name]) => `p[style-name='${name!.replace(/['\\]/g, '\\$&')}'] => blockquote > p:fresh`)
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
