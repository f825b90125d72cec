/** Where the pages of the printed edition begin in a book (EPUB 3.3, 5.4.2.4 and EPUB Structural Semantics; the `pageList` of EPUB 2). */
import { posix } from 'node:path'
import { EPUB, EPUB_PREFIXES } from './epub-package.ts'
import { unpack } from './unpack.ts'
import { readXml, type XmlReader } from './xml.ts'

/** Characters of what a page is called. */
const LONGEST = 45

/** What a page is called, without the word for it; undefined where nothing is left. */
export function pageLabel(words: string): string | undefined {
  const label = words
    .replace(/^\s*(?:page|p\.)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  return label === '' || label.length > LONGEST ? undefined : label
}

/** Whether an element is a mark of a page. */
export function isPageBreak(attributes: ReadonlyMap<string, string>): boolean {
  return (
    /(?:^|\s)pagebreak(?:\s|$)/.test(attributes.get('epub:type') ?? '') ||
    attributes.get('role') === 'doc-pagebreak'
  )
}

/** What the pages are called that lists of a book name, by the ids in the whole book that they lead to. */
export function pagesInLists(bytes: Uint8Array, lists: readonly string[]): Map<string, string> {
  const pages = new Map<string, string>()
  for (const [path, file] of unpack(bytes, EPUB, lists))
    readXml(file, { prefixes: { ...EPUB_PREFIXES, [NCX]: 'ncx' }, what: EPUB }, new PageList(pages, path))
  return pages
}

const NCX = 'http://www.daisy.org/z3986/2005/ncx/'

class PageList implements XmlReader {
  readonly #pages: Map<string, string>
  readonly #path: string
  /** Elements that are open from the list on. */
  #depth = 0
  #words = ''
  #target = ''

  constructor(pages: Map<string, string>, path: string) {
    this.#pages = pages
    this.#path = path
  }

  enter(name: string, attributes: ReadonlyMap<string, string>): void {
    const isList =
      name === 'ncx:pageList' || /(?:^|\s)page-list(?:\s|$)/.test(attributes.get('epub:type') ?? '')
    if (this.#depth > 0 || isList) this.#depth++
    if (this.#depth === 0) return
    if (name === 'html:a' || name === 'ncx:pageTarget') this.#words = ''
    if (name === 'html:a') this.#target = attributes.get('href') ?? ''
    if (name === 'ncx:content') this.#target = attributes.get('src') ?? ''
  }

  text(text: string): void {
    if (this.#depth > 0) this.#words += text
  }

  leave(name: string): void {
    if (this.#depth === 0) return
    this.#depth--
    if (name !== 'html:a' && name !== 'ncx:pageTarget') return
    const label = pageLabel(this.#words)
    const [path = '', fragment = ''] = this.#target.split('#')
    if (label !== undefined && fragment !== '')
      this.#pages.set(`${posix.join(posix.dirname(this.#path), path)}#${fragment}`, label)
  }
}
