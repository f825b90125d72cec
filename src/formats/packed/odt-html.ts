import { HtmlWriter } from './html-page.ts'
import type { OdtStyles } from './odt-styles.ts'
import { headingLevel, isCodeStyle, isQuotationStyle } from './quotation-style.ts'
import type { XmlReader } from './xml.ts'

type Attributes = ReadonlyMap<string, string>

/** What is no part of the running text: what was deleted, remarks, tables of contents, the number of a note. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['text:tracked-changes', 'office:annotation', 'text:table-of-content', 'text:note-citation'],
  ...['office:forms', 'text:alphabetical-index', 'table:covered-table-cell', 'text:sequence-decls'],
])

/** Elements that are one of HTML. */
const SAME: Readonly<Record<string, string>> = {
  ...{ 'table:table': 'table', 'table:table-header-rows': 'thead', 'table:table-row': 'tr' },
  ...{ 'text:ruby': 'ruby', 'text:ruby-text': 'rt' },
}

/** What stands around paragraphs that follow each other. */
type Wrapper = 'pre' | 'blockquote'

/** A part of the text that is written for itself: the body, a note, a box. */
interface Part {
  writer: HtmlWriter
  wrapper: Wrapper | undefined
}

/** Writes the text of an OpenDocument file as HTML; its notes, which stand within paragraphs, at the end. */
export class OdtHtml implements XmlReader {
  readonly #styles: OdtStyles
  readonly #notes: string[] = []
  /** The innermost last. */
  readonly #parts: Part[] = [{ writer: new HtmlWriter(), wrapper: undefined }]
  /** The elements that each open element of the file stands for. */
  readonly #open: string[][] = []
  /** The style of each list that is open. */
  readonly #lists: string[] = []
  /** Boxes within the paragraph that is open. */
  #boxes = ''
  #hidden = 0
  #isText = false

  constructor(styles: OdtStyles) {
    this.#styles = styles
  }

  /** What was written, with the notes behind it. */
  get html(): string {
    const notes = this.#notes.map((note, at) => `<li id="note-${at + 1}">${note}</li>`)
    return `${this.#writer.html}${notes.length > 0 ? `<ol>${notes.join('')}</ol>` : ''}`
  }

  enter(name: string, attributes: Attributes): void {
    if (this.#hidden > 0 || PASSED_OVER.has(name)) this.#hidden++
    else if (name === 'office:text') this.#isText = true
    else if (this.#isText) this.#open.push(this.#entered(name, attributes))
  }

  leave(name: string): void {
    if (this.#hidden > 0) this.#hidden--
    else if (name === 'office:text') this.#end()
    else if (this.#isText) this.#left(name, this.#open.pop() ?? [])
  }

  text(text: string): void {
    const within = this.#open.at(-1)
    if (this.#hidden === 0 && within && within[0] !== BETWEEN) this.#writer.text(text)
  }

  get #part(): Part {
    return this.#parts.at(-1)!
  }

  get #writer(): HtmlWriter {
    return this.#part.writer
  }

  #entered(name: string, attributes: Attributes): string[] {
    const same = SAME[name]
    return same === undefined ? (this.#entering[name]?.(attributes) ?? []) : this.#same(same)
  }

  /** What elements become that are not simply one of HTML: the elements that are left with each. */
  readonly #entering: Readonly<Record<string, (attributes: Attributes) => string[]>> = {
    'text:p': (attributes) => this.#paragraph(attributes, undefined),
    'text:h': (attributes) => this.#paragraph(attributes, Number(attributes.get('text:outline-level') ?? 1)),
    'text:span': (attributes) => this.#span(attributes.get('text:style-name') ?? ''),
    'text:list': (attributes) => this.#list(attributes),
    'text:list-item': (attributes) => this.#item(attributes),
    'text:note': () => this.#note(),
    'text:note-body': () => this.#begin(),
    'draw:text-box': () => this.#begin(),
    'table:table-cell': (attributes) => this.#cell(attributes),
    'text:a': (attributes) => this.#link(attributes.get('xlink:href') ?? ''),
    'text:line-break': () => this.#void('br'),
    'text:tab': () => this.#blank(1),
    'text:s': (attributes) => this.#blank(Number(attributes.get('text:c') ?? 1)),
    'svg:title': () => [BETWEEN],
    'svg:desc': () => [BETWEEN],
  }

  #span(style: string): string[] {
    const elements = [...this.#styles.elementsOf(style)]
    for (const element of elements) this.#writer.enter(element)
    return elements
  }

  #link(address: string): string[] {
    this.#writer.enter('a', [['href', address]])
    return ['a']
  }

  #void(element: string): string[] {
    this.#writer.enter(element)
    return []
  }

  #blank(count: number): string[] {
    this.#writer.text(' '.repeat(Math.min(MOST_BLANKS, count)))
    return []
  }

  #left(name: string, elements: readonly string[]): void {
    if (name === 'text:list-item' || name === 'text:list' || name === 'table:table-cell')
      this.#wrap(undefined)
    if (name === 'text:list') this.#lists.pop()
    for (const element of elements.toReversed()) if (element !== BETWEEN) this.#writer.leave(element)
    if (name === 'text:p' || name === 'text:h') this.#flush()
    if (name === 'text:note-body') this.#notes.push(this.#finish(backTo(this.#notes.length + 1)))
    if (name === 'draw:text-box') this.#boxes += this.#finish('')
  }

  /** An element of HTML's own. Within a table words stand in its cells alone. */
  #same(element: string): string[] {
    if (element === 'table') this.#wrap(undefined)
    this.#writer.enter(element)
    return element === 'ruby' || element === 'rt' ? [element] : [BETWEEN, element]
  }

  #paragraph(attributes: Attributes, outline: number | undefined): string[] {
    const styles = this.#styles.paragraphs.namesOf(attributes.get('text:style-name'))
    const level = outline ?? headingOf(styles)
    const wrapper = level !== undefined ? undefined : wrapperOf(styles)
    const isMore = wrapper === 'pre' && this.#part.wrapper === 'pre'
    this.#wrap(wrapper)
    if (isMore) this.#writer.text('\n')
    if (wrapper === 'pre') return []
    const element = level === undefined ? 'p' : `h${Math.min(6, Math.max(1, level))}`
    const role = styles
      .map((style) => ROLE.exec(style)?.[1]?.toLowerCase())
      .find((each) => each !== undefined)
    this.#writer.enter(element, role === undefined ? [] : [['class', role]])
    return [element]
  }

  /** Ends what stands around the last paragraph unless it goes on, and begins what stands around the next one. */
  #wrap(wrapper: Wrapper | undefined): void {
    const part = this.#part
    if (part.wrapper === wrapper) return
    if (part.wrapper) part.writer.leave(part.wrapper)
    if (wrapper) part.writer.enter(wrapper)
    part.wrapper = wrapper
  }

  #list(attributes: Attributes): string[] {
    this.#wrap(undefined)
    this.#lists.push(attributes.get('text:style-name') ?? this.#lists.at(-1) ?? '')
    const type = this.#styles.numberingOf(this.#lists.at(-1)!, this.#lists.length)
    this.#writer.enter(type === undefined ? 'ul' : 'ol', type === undefined ? [] : [['type', type]])
    return [BETWEEN, type === undefined ? 'ul' : 'ol']
  }

  #item(attributes: Attributes): string[] {
    const start = attributes.get('text:start-value')
    this.#writer.enter('li', start === undefined ? [] : [['value', start]])
    return [BETWEEN, 'li']
  }

  #cell(attributes: Attributes): string[] {
    const span = attributes.get('table:number-columns-spanned')
    this.#writer.enter('td', span === undefined ? [] : [['colspan', span]])
    return [BETWEEN, 'td']
  }

  #note(): string[] {
    const number = this.#notes.length + 1
    this.#writer.enter('sup')
    this.#writer.enter('a', [
      ['href', `#note-${number}`],
      ['id', `note-ref-${number}`],
    ])
    this.#writer.text(`[${number}]`)
    this.#writer.leave('a')
    this.#writer.leave('sup')
    return [BETWEEN]
  }

  #begin(): string[] {
    this.#parts.push({ writer: new HtmlWriter(), wrapper: undefined })
    return []
  }

  /** The part that ends, with something behind it. */
  #finish(behind: string): string {
    this.#wrap(undefined)
    return `${this.#parts.pop()!.writer.html}${behind}`
  }

  /** What stood in boxes within a paragraph follows it. */
  #flush(): void {
    if (this.#parts.length > 1) return
    this.#writer.append(this.#boxes)
    this.#boxes = ''
  }

  #end(): void {
    this.#wrap(undefined)
    this.#isText = false
  }
}

/** An element whose own words are only white space between others, or are not shown. */
const BETWEEN = ''

/** Of those that an element asks for. */
const MOST_BLANKS = 100

/** What pandoc and writers call the paragraphs at the head. */
const ROLE = /^(title|subtitle|author|date)$/i

function headingOf(styles: readonly string[]): number | undefined {
  return styles.map((style) => (/^subtitle/i.test(style) ? undefined : headingLevel(style))).find(isKnown)
}

function isKnown(level: number | undefined): boolean {
  return level !== undefined
}

function wrapperOf(styles: readonly string[]): Wrapper | undefined {
  return styles.some(isCodeStyle) ? 'pre' : styles.some(isQuotationStyle) ? 'blockquote' : undefined
}

function backTo(number: number): string {
  return `<a href="#note-ref-${number}">↑</a>`
}
