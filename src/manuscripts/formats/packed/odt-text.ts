import { isCodeStyle, type Styles } from '../../../formats/packed/quotation-style.ts'
import type { XmlReader } from '../../../formats/packed/xml.ts'
import type { BlockKind } from '../../../loading/block.ts'
import type { ComposedSink } from '../composed-sink.ts'
import { Paragraphs } from './paragraphs.ts'

type Attributes = ReadonlyMap<string, string>

/** What is no part of the running text: what was deleted, remarks, tables of contents, the number of a note. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['text:tracked-changes', 'office:annotation', 'text:table-of-content', 'text:note-citation'],
  ...['office:master-styles', 'office:forms', 'text:alphabetical-index'],
])

const KINDS: Readonly<Record<string, BlockKind>> = { 'text:list-item': 'li', 'table:table-cell': 'table' }

/** Reads the styles and paragraphs of an OpenDocument text; its notes, which stand within paragraphs, at the end. */
export class OdtText implements XmlReader {
  readonly #sink: ComposedSink
  readonly #styles: Styles
  readonly #paragraphs: Paragraphs
  #hidden = 0
  #page = 1
  #isText = false
  #notes = 0
  /** The note whose text comes at the end. */
  #kept: { depth: number; events: (() => void)[] } | undefined
  readonly #later: { label: string; events: (() => void)[] }[] = []
  #note: string | undefined
  readonly #kinds: BlockKind[] = []
  readonly #links: { start: number; url: string }[] = []

  constructor(sink: ComposedSink, styles: Styles) {
    this.#sink = sink
    this.#styles = styles
    this.#paragraphs = new Paragraphs(sink)
  }

  enter(name: string, attributes: Attributes): void {
    if (this.#hidden > 0 || PASSED_OVER.has(name)) this.#hidden++
    else if (this.#kept) this.#keep(() => this.enter(name, attributes), 1)
    else if (name === 'text:note-body') this.#enterNote()
    else this.#enterShown(name, attributes)
  }

  leave(name: string): void {
    if (this.#hidden > 0) this.#hidden--
    else if (this.#kept) this.#keep(() => this.leave(name), -1)
    else this.#leaveShown(name)
  }

  text(text: string): void {
    if (this.#hidden > 0) return
    if (this.#kept) this.#keep(() => this.text(text), 0)
    else if (this.#isText) this.#paragraphs.words(text)
  }

  /** The notes that were passed over, each as a part of its own. */
  readNotes(): void {
    for (const [at, { label, events }] of this.#later.entries()) {
      this.#sink.beginPart(`note ${at + 1}`)
      this.#note = label
      this.#isText = true
      for (const event of events) event()
    }
  }

  #enterShown(name: string, attributes: Attributes): void {
    const kind = KINDS[name]
    if (kind) this.#kinds.push(kind)
    else if (name === 'office:text') this.#isText = true
    else if (name === 'style:style') this.#addStyle(attributes)
    else if (name === 'text:p' || name === 'text:h') this.#begin(name, attributes)
    else if (name === 'text:s' || name === 'text:tab') this.#paragraphs.words(' ')
    else if (name === 'text:line-break') this.#paragraphs.lineBreak()
    else if (name === 'text:soft-page-break') this.#sink.beginPage(++this.#page)
    else if (name === 'text:a')
      this.#links.push({ start: this.#sink.here, url: attributes.get('xlink:href') ?? '' })
  }

  #leaveShown(name: string): void {
    if (name in KINDS) this.#kinds.pop()
    else if (name === 'office:text') this.#isText = false
    else if (name === 'text:p' || name === 'text:h') this.#paragraphs.end()
    else if (name === 'text:a') this.#leaveLink()
  }

  #addStyle(attributes: Attributes): void {
    const id = attributes.get('style:name') ?? ''
    this.#styles.add(
      id,
      attributes.get('style:display-name') ?? id,
      attributes.get('style:parent-style-name'),
    )
  }

  #begin(name: string, attributes: Attributes): void {
    if (!this.#isText) return
    const styles = this.#styles.namesOf(attributes.get('text:style-name'))
    this.#paragraphs.begin({
      styles: name === 'text:h' ? [`heading ${attributes.get('text:outline-level') ?? 1}`] : styles,
      ...{ indented: false, note: this.#note },
      kind:
        this.#note === undefined ? (this.#kinds.at(-1) ?? (styles.some(isCodeStyle) ? 'pre' : 'p')) : 'note',
    })
  }

  #enterNote(): void {
    const label = `${++this.#notes}`
    this.#paragraphs.refer(label)
    this.#kept = { depth: 1, events: [] }
    this.#later.push({ label, events: this.#kept.events })
  }

  #keep(event: () => void, deeper: number): void {
    const kept = this.#kept!
    kept.depth += deeper
    if (kept.depth === 0) this.#kept = undefined
    else kept.events.push(event)
  }

  #leaveLink(): void {
    const link = this.#links.pop()
    if (link && link.url !== '') this.#sink.link({ start: link.start, end: this.#sink.here }, link.url)
  }
}
