import { isCodeStyle, type Styles } from '../../../formats/packed/quotation-style.ts'
import type { XmlReader } from '../../../formats/packed/xml.ts'
import type { ComposedSink } from '../composed-sink.ts'
import { type Paragraph, Paragraphs } from './paragraphs.ts'

/** What is not, or no longer, part of the text: deletions, the other form of a drawing, comments. */
const PASSED_OVER: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:comment'])
/** A twentieth of a point: 500 are 9 mm, less than any tabulator that sets a quotation in. */
const INDENT = 500

interface DocxContext {
  sink: ComposedSink
  styles: Styles
  /** Addresses by the id of their relationship. */
  links: ReadonlyMap<string, string>
  /** Whether Word has noted where it last began each page; else only pages that the writer began are known. */
  isPaged: boolean
}

/** Reads the paragraphs of a Word document, then those of its notes. */
export class DocxText implements XmlReader {
  readonly #context: DocxContext
  readonly #paragraphs: Paragraphs
  /** Depth within what is passed over. */
  #hidden = 0
  #page = 1
  #isPrinted = false
  #note: string | undefined
  readonly #numbers = new Map<string, number>()
  #properties: { style?: string; left: number; isListed: boolean; isHanging: boolean } | undefined
  #begun = false
  readonly #links: { start: number; url: string }[] = []

  constructor(context: DocxContext) {
    this.#context = context
    this.#paragraphs = new Paragraphs(context.sink)
  }

  /** The reader of a file of notes; each is a part of its own, by the number that its reference has. */
  notes(kind: string): XmlReader {
    const enter: XmlReader['enter'] = (name, attributes) => {
      if (name !== 'w:footnote' && name !== 'w:endnote') return this.enter(name, attributes)
      const label = `${kind}${attributes.get('w:id')}`
      const number = this.#numbers.get(label)
      this.#hidden = number === undefined ? 1 : 0
      this.#note = label
      this.#context.sink.beginPart(`note ${number}`)
    }
    const leave = (name: string) => {
      if (name === 'w:footnote' || name === 'w:endnote') this.#hidden = 0
      else this.leave(name)
    }
    return { enter, leave, text: (text) => this.text(text) }
  }

  enter(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#hidden > 0 || PASSED_OVER.has(name)) this.#hidden++
    else if (name === 'w:p') this.#begin()
    else if (name === 'w:t') this.#isPrinted = true
    else if (name.startsWith('w:')) this.#enterOther(name.slice(2), attributes)
  }

  leave(name: string): void {
    if (this.#hidden > 0) this.#hidden--
    else if (name === 'w:p') this.#paragraphs.end()
    else if (name === 'w:t') this.#isPrinted = false
    else if (name === 'w:hyperlink') this.#leaveLink()
  }

  text(text: string): void {
    if (this.#hidden === 0 && this.#isPrinted) this.#words(text)
  }

  #begin(): void {
    this.#paragraphs.end()
    this.#properties = { left: 0, isListed: false, isHanging: false }
    this.#begun = false
  }

  #enterOther(name: string, attributes: ReadonlyMap<string, string>): void {
    const value = attributes.get('w:val') ?? ''
    const properties = this.#properties
    if (name === 'lastRenderedPageBreak') this.#turn()
    else if (name === 'tab') this.#words(' ')
    else if (name === 'noBreakHyphen') this.#words('-')
    else if (name === 'br' && attributes.get('w:type') === 'page') this.#turnByHand()
    else if (name === 'br' || name === 'cr') this.#paragraphs.lineBreak()
    else if (name === 'footnoteReference') this.#refer(`fn${attributes.get('w:id')}`)
    else if (name === 'endnoteReference') this.#refer(`en${attributes.get('w:id')}`)
    else if (name === 'hyperlink') this.#enterLink(attributes.get('r:id') ?? '')
    else if (!properties || this.#begun) return
    else if (name === 'pStyle') properties.style = value
    else if (name === 'numPr') properties.isListed = true
    else if (name === 'ind') this.#indent(attributes, properties)
  }

  #indent(attributes: ReadonlyMap<string, string>, properties: { left: number; isHanging: boolean }): void {
    properties.left = Number(attributes.get('w:left') ?? attributes.get('w:start') ?? 0)
    properties.isHanging = attributes.has('w:hanging')
  }

  #words(text: string): void {
    if (!this.#properties) return
    if (!this.#begun) this.#paragraphs.begin(this.#paragraph())
    this.#begun = true
    this.#paragraphs.words(text)
  }

  #paragraph(): Paragraph {
    const { style, left, isListed, isHanging } = this.#properties!
    const styles = this.#context.styles.namesOf(style)
    const note = this.#note
    return {
      ...{ styles, note, indented: left >= INDENT && !isListed && !isHanging && note === undefined },
      kind: note !== undefined ? 'note' : isListed ? 'li' : styles.some(isCodeStyle) ? 'pre' : 'p',
    }
  }

  #refer(label: string): void {
    this.#numbers.set(label, this.#numbers.get(label) ?? this.#numbers.size + 1)
    this.#words('')
    this.#paragraphs.refer(label)
  }

  #turn(): void {
    this.#context.sink.beginPage(++this.#page)
  }

  #turnByHand(): void {
    if (!this.#context.isPaged) this.#turn()
  }

  #enterLink(id: string): void {
    this.#links.push({ start: this.#context.sink.here, url: this.#context.links.get(id) ?? '' })
  }

  #leaveLink(): void {
    const { sink } = this.#context
    const link = this.#links.pop()
    if (link && link.url !== '') sink.link({ start: link.start, end: sink.here }, link.url)
  }
}
