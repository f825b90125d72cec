import { UnreadableDocument } from '../../loading/errors.ts'
import type { Extraction } from '../../loading/extraction.ts'
import { PRINTED_PAGE } from '../html/printed-page.ts'
import { EPUB, EPUB_PREFIXES, type EpubPackage, inBook, readPackage } from './epub-package.ts'
import { isPageBreak, pageLabel, pagesInLists } from './epub-pages.ts'
import { extractedPage, HtmlWriter, type PageHead } from './html-page.ts'
import { OWN_TOOL } from './tool-of.ts'
import { unpack } from './unpack.ts'
import { readXml, type XmlReader } from './xml.ts'

/**
 * The text of a book (EPUB 2 and 3) as one page of HTML: its files in reading order, each a `section`.
 *
 * @throws UnreadableDocument; SourceTooComplex beyond the bounds of packages
 */
export async function extractEpub(bytes: Uint8Array): Promise<Extraction> {
  const { parts, said, lists } = readPackage(bytes)
  const pages = pagesInLists(bytes, lists)
  const files = unpack(bytes, EPUB, parts)
  const writer = new HtmlWriter()
  for (const part of new Set(parts)) {
    const file = files.get(part)
    if (file) readXml(file, { prefixes: EPUB_PREFIXES, what: EPUB }, new PartReader(writer, { part, pages }))
  }
  if (files.size === 0) throw new UnreadableDocument(EPUB)
  return extractedPage(headOf(said), writer.html, OWN_TOOL)
}

/** Elements that no text of the book stands in. */
const PASSED_OVER: ReadonlySet<string> = new Set(['html:head', 'html:script', 'html:style', 'html:template'])

/** Writes the body of a file of a book as a section. */
class PartReader implements XmlReader {
  readonly #writer: HtmlWriter
  readonly #part: string
  #language: string | undefined
  #hidden = 0
  #isBody = false
  readonly #pages: ReadonlyMap<string, string>
  /** The mark of a page that is open: what it is called, as far as is told, and its words. */
  #mark: { label: string | undefined; id: string; words: string } | undefined

  constructor(writer: HtmlWriter, { part, pages }: { part: string; pages: ReadonlyMap<string, string> }) {
    this.#writer = writer
    this.#part = part
    this.#pages = pages
  }

  enter(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#hidden > 0 || PASSED_OVER.has(name) || name.startsWith('?:')) this.#hidden++
    else if (name === 'html:html') this.#language = attributes.get('xml:lang') ?? attributes.get('lang')
    else if (name === 'html:body') this.#begin(attributes)
    else if (this.#isBody) this.#enterBody(name, inBook(attributes, this.#part))
  }

  #enterBody(name: string, attributes: ReadonlyMap<string, string>): void {
    const id = attributes.get('id') ?? ''
    const listed = this.#pages.get(id)
    if (isPageBreak(attributes)) {
      const told = attributes.get('title') || attributes.get('aria-label') || ''
      this.#mark = { label: listed ?? pageLabel(told), id, words: '' }
      this.#hidden = 1
      return
    }
    const own = ownAttributes(attributes)
    this.#writer.enter(localName(name), listed === undefined ? own : [...own, [PRINTED_PAGE, listed]])
  }

  /** The number of a page is none of the words. */
  #leaveMark(): void {
    if (this.#hidden > 0 || this.#mark === undefined) return
    const { id, words, label = pageLabel(words) } = this.#mark
    this.#mark = undefined
    const own = id === '' ? [] : [['id', id] as const]
    this.#writer.enter('span', label === undefined ? own : [...own, [PRINTED_PAGE, label]])
    this.#writer.leave('span')
  }

  leave(name: string): void {
    if (this.#hidden > 0) {
      this.#hidden--
      this.#leaveMark()
    } else if (name === 'html:body') this.#end()
    else if (this.#isBody) this.#writer.leave(localName(name))
  }

  text(text: string): void {
    if (this.#mark) this.#mark.words += text.slice(0, 1000)
    if (this.#hidden === 0 && this.#isBody) this.#writer.text(text)
  }

  #begin(attributes: ReadonlyMap<string, string>): void {
    const own = ownAttributes(inBook(attributes, this.#part)).filter(([name]) => name !== 'lang')
    const language = attributes.get('xml:lang') ?? attributes.get('lang') ?? this.#language
    this.#writer.enter('section', [
      ['data-part', this.#part],
      ...(language === undefined ? [] : [['lang', language] as const]),
      ...own,
    ])
    this.#isBody = true
  }

  #end(): void {
    this.#isBody = false
    this.#writer.leave('section')
    this.#writer.text('\n')
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Those of HTML, and the semantics of a book. */
function ownAttributes(attributes: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const language = attributes.get('xml:lang')
  const own = [...attributes].filter(([name]) => !name.includes(':') || name === 'epub:type')
  return language !== undefined && !attributes.has('lang') ? [...own, ['lang', language]] : own
}

/** What a book says of itself, by the names that a page gives it. */
const METAS: Readonly<Record<string, string>> = {
  title: 'DC.title',
  publisher: 'DC.publisher',
  description: 'description',
  subject: 'keywords',
  rights: 'DC.rights',
  source: 'DC.source',
}

/** Programs write it where nothing is known. */
const NOTHING = /^(?:unknown|untitled)?$/i

function headOf(said: EpubPackage['said']): PageHead {
  const known = said
    .map((one) => ({ ...one, value: one.value.trim() }))
    .filter(({ value }) => !NOTHING.test(value))
  const firstOf = (name: string) => known.find((one) => one.name === name)?.value
  return {
    title: firstOf('title'),
    language: firstOf('language'),
    type: 'book',
    metas: known.flatMap(({ name, value, role = 'aut' }): [string, string][] => {
      if (name === 'creator') return [[role === 'aut' ? 'author' : 'DC.contributor', value]]
      // With a time of day it is when the file was made.
      if (name === 'date') return value.includes('T') ? [] : [['DC.date', value]]
      if (name === 'identifier') return isbnMeta(value)
      const meta = METAS[name]
      return meta === undefined ? [] : [[meta, value]]
    }),
  }
}

function isbnMeta(identifier: string): [string, string][] {
  const [, isbn] = /^(?:urn:isbn:|isbn:?\s*)?((?:97[89][- ]?)?(?:[\dX][- ]?){10})$/i.exec(identifier) ?? []
  return isbn === undefined ? [] : [['citation_isbn', isbn.trim()]]
}
