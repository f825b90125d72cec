import { Styles } from '../../../formats/packed/quotation-style.ts'
import { hasMediaType, unpack } from '../../../formats/packed/unpack.ts'
import { readXml } from '../../../formats/packed/xml.ts'
import { UnreadableDocument } from '../../../loading/errors.ts'
import { ComposedSink } from '../composed-sink.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_PACKED_BYTES } from '../most-bytes.ts'
import { OdtText } from './odt-text.ts'

const TYPE = 'application/vnd.oasis.opendocument.text'

/** OpenDocument texts (ISO/IEC 26300), as LibreOffice writes them. */
export const odt: ManuscriptFormat = {
  title: 'OpenDocument',
  mediaTypes: [TYPE],
  extensions: ['odt'],
  mostBytes: MOST_PACKED_BYTES,
  packed: true,
  read: readOdt,
  recognises: (bytes) => hasMediaType(bytes, TYPE),
}

const WHAT = 'an OpenDocument text'
const NAMESPACE = 'urn:oasis:names:tc:opendocument:xmlns:'

const PREFIXES = {
  ...Object.fromEntries(
    ['text', 'office', 'style', 'table', 'drawing'].map((name) => [`${NAMESPACE}${name}:1.0`, name]),
  ),
  'http://www.w3.org/1999/xlink': 'xlink',
}

function readOdt(bytes: Uint8Array): ManuscriptDraft {
  const files = unpack(bytes, WHAT, ['content.xml', 'styles.xml'])
  const content = files.get('content.xml')
  if (!content) throw new UnreadableDocument(WHAT)
  const styles = new Styles()
  const sink = new ComposedSink()
  const text = new OdtText(sink, styles)
  for (const file of [files.get('styles.xml'), content])
    if (file) readXml(file, { prefixes: PREFIXES, what: WHAT }, text)
  text.readNotes()
  return sink.finish()
}
