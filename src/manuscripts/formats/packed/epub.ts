import { posix } from 'node:path'
import { UnreadableDocument } from '../../../loading/errors.ts'
import { HtmlWalk } from '../../../loading/formats/html/html-walk.ts'
import { ComposedSink } from '../composed-sink.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_PACKED_BYTES } from '../most-bytes.ts'
import { hasMediaType, unpack } from './unpack.ts'
import { readXml } from './xml.ts'

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

const WHAT = 'an EPUB'
const PREFIXES = {
  'urn:oasis:names:tc:opendocument:xmlns:container': 'container',
  'http://www.idpf.org/2007/opf': 'opf',
  'http://www.w3.org/1999/xhtml': 'html',
  'http://www.idpf.org/2007/ops': 'epub',
}
const CONTAINER = 'META-INF/container.xml'

function readEpub(bytes: Uint8Array): ManuscriptDraft {
  const sink = new ComposedSink()
  const walk = new HtmlWalk(sink)
  const parts = partsOf(bytes)
  const files = unpack(bytes, WHAT, parts)
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
    { prefixes: PREFIXES, what: WHAT },
    {
      enter: (name, attributes) => walk.enter(tagOf(name), inBook(attributes, part)),
      leave: (name) => walk.leave(tagOf(name)),
      text: (text) => walk.text(text),
    },
  )
}

/** Elements of other languages (SVG, MathML) are as hidden as theirs. */
function tagOf(name: string): string {
  return name.startsWith('html:') ? name.slice(5) : name.startsWith('?:') ? 'math' : name
}

/** Ids and the links to them as they are in the whole book. */
function inBook(attributes: ReadonlyMap<string, string>, part: string): ReadonlyMap<string, string> {
  const own = new Map(attributes)
  const [id, href] = [own.get('id'), own.get('href')]
  if (id !== undefined) own.set('id', `${part}#${id}`)
  if (href !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(href) && href.includes('#')) {
    const [path, fragment] = href.split('#')
    own.set('href', `#${path ? posix.join(posix.dirname(part), path) : part}#${fragment}`)
  }
  return own
}

/** The files of a book in the order in which they are read (EPUB 3.3, 4.2.6.3.1 and 5.8). */
function partsOf(bytes: Uint8Array): string[] {
  let packagePath = ''
  readFile(bytes, CONTAINER, (name, attributes) => {
    if (name === 'container:rootfile') packagePath ||= attributes.get('full-path') ?? ''
  })
  const items = new Map<string, string>()
  const spine: string[] = []
  readFile(bytes, packagePath, (name, attributes) => {
    if (name === 'opf:item') items.set(attributes.get('id') ?? '', attributes.get('href') ?? '')
    else if (name === 'opf:itemref') spine.push(attributes.get('idref') ?? '')
  })
  return spine.flatMap((id) => {
    const href = items.get(id)
    return href === undefined ? [] : [posix.join(posix.dirname(packagePath), decodedPath(href))]
  })
}

function readFile(
  bytes: Uint8Array,
  path: string,
  enter: (name: string, attributes: ReadonlyMap<string, string>) => void,
): void {
  const file = unpack(bytes, WHAT, [path]).get(path)
  if (!file) throw new UnreadableDocument(WHAT)
  readXml(file, { prefixes: PREFIXES, what: WHAT }, { enter, leave: () => {} })
}

function decodedPath(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}
