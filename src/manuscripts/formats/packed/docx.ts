import { docxStyles, WORDPROCESSING } from '../../../formats/packed/docx-styles.ts'
import { isPackage, unpack } from '../../../formats/packed/unpack.ts'
import { readXml } from '../../../formats/packed/xml.ts'
import { UnreadableDocument } from '../../../loading/errors.ts'
import { ComposedSink } from '../composed-sink.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_PACKED_BYTES } from '../most-bytes.ts'
import { DocxText } from './docx-text.ts'

/** Word documents (ECMA-376, WordprocessingML). */
export const docx: ManuscriptFormat = {
  title: 'Word',
  mediaTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  extensions: ['docx'],
  mostBytes: MOST_PACKED_BYTES,
  packed: true,
  read: readDocx,
  recognises: (bytes) => isPackage(bytes) && Buffer.from(bytes).includes('word/document.xml'),
}

const WHAT = 'a Word document'
const MAIN = 'word/document.xml'
const NOTES = { fn: 'word/footnotes.xml', en: 'word/endnotes.xml' } as const

/** The namespaces of what is read of a package. */
const PREFIXES = {
  ...WORDPROCESSING,
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
}

function readDocx(bytes: Uint8Array): ManuscriptDraft {
  const files = unpack(bytes, WHAT, [
    ...[MAIN, 'word/styles.xml', 'word/_rels/document.xml.rels'],
    ...Object.values(NOTES),
  ])
  const main = files.get(MAIN)
  if (!main) throw new UnreadableDocument(WHAT)
  const read = (name: string, reader: Parameters<typeof readXml>[2]) => {
    const file = files.get(name)
    if (file) readXml(file, { prefixes: PREFIXES, what: WHAT }, reader)
  }
  const styles = docxStyles(files.get('word/styles.xml'), WHAT)
  const links = new Map<string, string>()
  read('word/_rels/document.xml.rels', {
    enter: (_, attributes) => links.set(attributes.get('Id') ?? '', attributes.get('Target') ?? ''),
    leave: () => {},
  })
  const sink = new ComposedSink()
  const text = new DocxText({
    ...{ sink, styles, links },
    isPaged: Buffer.from(main).includes('lastRenderedPageBreak'),
  })
  read(MAIN, text)
  for (const [kind, file] of Object.entries(NOTES)) read(file, text.notes(kind))
  return sink.finish()
}
