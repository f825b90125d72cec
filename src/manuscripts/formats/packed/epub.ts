import { posix } from 'node:path'
import { HtmlWalk } from '../../../formats/html/html-walk.ts'
import { EPUB, EPUB_PREFIXES, inBook, readPackage } from '../../../formats/packed/epub-package.ts'
import { hasMediaType, unpack } from '../../../formats/packed/unpack.ts'
import { readXml } from '../../../formats/packed/xml.ts'
import { ComposedSink } from '../composed-sink.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_PACKED_BYTES } from '../most-bytes.ts'

const TYPE = 'application/epub+zip'

/** Books (EPUB 2 and 3): their files in reading order. */
export const epub: ManuscriptFormat = {
  title: 'EPUB',
  mediaTypes: [TYPE],
  extensions: ['epub'],
  mostBytes: MOST_PACKED_BYTES,
  packed: true,
  read: readEpub,
  recognises: (bytes) => hasMediaType(bytes, TYPE),
}

function readEpub(bytes: Uint8Array): ManuscriptDraft {
  const sink = new ComposedSink()
  const walk = new HtmlWalk(sink)
  const { parts } = readPackage(bytes)
  const files = unpack(bytes, EPUB, parts)
  for (const part of parts) {
    const file = files.get(part)
    if (!file) continue
    sink.beginPart(posix.basename(part))
    readPart(file, part, walk)
  }
  return sink.finish()
}

function readPart(file: Uint8Array, part: string, walk: HtmlWalk): void {
  readXml(
    file,
    { prefixes: EPUB_PREFIXES, what: EPUB },
    {
      enter: (name, attributes) => walk.enter(tagOf(name), inBook(attributes, part)),
      leave: (name) => walk.leave(tagOf(name)),
      text: (text) => walk.text(text),
    },
  )
}

/** Elements of other languages (SVG, MathML) are as hidden as theirs. */
function tagOf(name: string): string {
  return name.startsWith('html:') ? name.slice(5) : name.includes(':') ? 'math' : name
}
