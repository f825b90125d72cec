import { posix } from 'node:path'
import { UnreadableDocument } from '../../loading/errors.ts'
import { unpack } from './unpack.ts'
import { readXml, type XmlReader } from './xml.ts'

/** What sentences call an EPUB. */
export const EPUB = 'an EPUB'

/** The prefixes of the namespaces of a book. */
export const EPUB_PREFIXES = {
  'urn:oasis:names:tc:opendocument:xmlns:container': 'container',
  'http://www.idpf.org/2007/opf': 'opf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/1999/xhtml': 'html',
  'http://www.w3.org/1998/Math/MathML': 'math',
  'http://www.idpf.org/2007/ops': 'epub',
  'http://www.w3.org/XML/1998/namespace': 'xml',
}

const CONTAINER = 'META-INF/container.xml'

/** The package document of a book (EPUB 3.3, 5). */
export interface EpubPackage {
  /** The files in the order in which they are read (4.2.6.3.1, 5.8). */
  parts: string[]
  /** The files that may list the pages of a printed edition. */
  lists: string[]
  /** Dublin Core elements, in their order: name, what it says, and its role where one is told (`aut`). */
  said: { name: string; value: string; role?: string }[]
}

/** Reads the package document of a book. @throws UnreadableDocument; SourceTooComplex */
export function readPackage(bytes: Uint8Array): EpubPackage {
  let path = ''
  readFile(bytes, CONTAINER, {
    enter: (name, attributes) => {
      if (name === 'container:rootfile') path ||= attributes.get('full-path') ?? ''
    },
    leave: () => {},
  })
  const items = new Map<string, string>()
  const spine: string[] = []
  const lists: string[] = []
  const said: (EpubPackage['said'][number] & { id: string })[] = []
  const roles = new Map<string, string>()
  let told: (text: string) => void = () => {}
  readFile(bytes, path, {
    enter: (name, attributes) => {
      if (name === 'opf:item') {
        items.set(attributes.get('id') ?? '', attributes.get('href') ?? '')
        if (isNavigation(attributes)) lists.push(attributes.get('href') ?? '')
      } else if (name === 'opf:itemref') spine.push(attributes.get('idref') ?? '')
      else if (name === 'opf:meta' && attributes.get('property') === 'role')
        told = (text) => roles.set(attributes.get('refines')?.slice(1) ?? '', text)
      else if (name.startsWith('dc:')) {
        const role = attributes.get('opf:role')
        const one = { name: name.slice(3), value: '', id: attributes.get('id') ?? '', ...(role && { role }) }
        said.push(one)
        told = (text) => {
          one.value += text
        }
      }
    },
    leave: () => {
      told = () => {}
    },
    text: (text) => told(text),
  })
  const inPackage = (href: string) => posix.join(posix.dirname(path), decodedPath(href))
  return {
    parts: spine.flatMap((id) => {
      const href = items.get(id)
      return href === undefined ? [] : [inPackage(href)]
    }),
    lists: lists.map(inPackage),
    said: said.map(({ id, name, value, role = roles.get(id) }) => ({ name, value, ...(role && { role }) })),
  }
}

/** The navigation document of EPUB 3, or that of EPUB 2. */
function isNavigation(attributes: ReadonlyMap<string, string>): boolean {
  return (
    /(?:^|\s)nav(?:\s|$)/.test(attributes.get('properties') ?? '') ||
    attributes.get('media-type') === 'application/x-dtbncx+xml'
  )
}

function readFile(bytes: Uint8Array, path: string, reader: XmlReader): void {
  const file = unpack(bytes, EPUB, [path]).get(path)
  if (!file) throw new UnreadableDocument(EPUB)
  readXml(file, { prefixes: EPUB_PREFIXES, what: EPUB }, reader)
}

/** Ids and the links to them as they are in the whole book. */
export function inBook(attributes: ReadonlyMap<string, string>, part: string): Map<string, string> {
  const own = new Map(attributes)
  const [id, href] = [own.get('id'), own.get('href')]
  if (id !== undefined) own.set('id', `${part}#${id}`)
  if (href !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(href) && href.includes('#')) {
    const [path, fragment] = href.split('#')
    own.set('href', `#${path ? posix.join(posix.dirname(part), path) : part}#${fragment}`)
  }
  return own
}

function decodedPath(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}
