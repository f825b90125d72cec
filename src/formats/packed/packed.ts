/** Formats whose files are packages: what is extracted from each is a page of HTML, which is read from end to end. */
import { SourceTooLarge } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { readWholePage } from '../html/html.ts'
import { quotedInBlocks } from '../quotation-numbers.ts'
import { hasMediaType, isPackage } from './unpack.ts'

/** Pictures count, and are not unpacked. */
const MOST_BYTES = 64 * MEBIBYTE

type Named = Pick<
  Format,
  'name' | 'version' | 'title' | 'mediaTypes' | 'extensions' | 'keeps' | 'leavesOut' | 'isOfKind'
>

function packed(named: Named, extract: (bytes: Uint8Array) => Promise<Extraction>): Format {
  return {
    ...named,
    firstLineMayBeTitle: false,
    mayBePrinted: false,
    extract: async (bytes) => {
      if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
      return extract(bytes)
    },
    read: readWholePage,
    quoted: quotedInBlocks,
  }
}

/** Word documents (ECMA-376). Its version is raised with that of mammoth, which makes the page. */
export const docx = packed(
  {
    name: 'docx',
    version: '1.1.0',
    title: 'Word',
    mediaTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    extensions: ['docx'],
    keeps:
      'paragraphs, headings, lists, quotations by their styles, tables, notes, emphasis and links; title, author, language, keywords and description of its properties; the page of HTML that is extracted',
    leavesOut: 'pictures, running heads, comments, deleted text and fields',
    isOfKind: (bytes) => isPackage(bytes) && Buffer.from(bytes).includes('word/document.xml'),
  },
  async (bytes) => (await import('./docx-extraction.ts')).extractDocx(bytes),
)

const ODT = 'application/vnd.oasis.opendocument.text'

/** OpenDocument texts (ISO/IEC 26300). */
export const odt = packed(
  {
    name: 'odt',
    version: '1.1.0',
    title: 'OpenDocument',
    mediaTypes: [ODT],
    extensions: ['odt'],
    keeps:
      'paragraphs, headings, lists, quotations by their styles, tables, notes, emphasis and links; title, author, language, keywords and description of its properties; the page of HTML that is extracted',
    leavesOut: 'pictures, running heads, annotations and deleted text',
    isOfKind: (bytes) => hasMediaType(bytes, ODT),
  },
  async (bytes) => (await import('./odt-extraction.ts')).extractOdt(bytes),
)

const EPUB = 'application/epub+zip'

/** Books (EPUB 2 and 3). */
export const epub = packed(
  {
    name: 'epub',
    version: '1.2.0',
    title: 'EPUB',
    mediaTypes: [EPUB],
    extensions: ['epub'],
    keeps:
      'the files of the spine in their order as one text, with their headings, lists, verse, tables and notes; the pages of the printed edition, as locators; title, authors, language, publisher, subjects and ISBN of its package; the page of HTML that is extracted',
    leavesOut: 'pictures, the table of contents, styles and scripts',
    isOfKind: (bytes) => hasMediaType(bytes, EPUB),
  },
  async (bytes) => (await import('./epub-extraction.ts')).extractEpub(bytes),
)
