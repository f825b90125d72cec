/** Walks elements of HTML in their order, wherever they come from, and gives their words to a sink. */
import type { BlockKind } from '../../loading/block.ts'
import type { FormatMark } from '../format-mark.ts'
import type { Unread } from '../source-sink.ts'
import type { WordSink } from '../word-sink.ts'
import { ItemNumbers } from './item-numbers.ts'
import { isNoteAnchor, isWayBack, noteOf } from './notes.ts'
import { quotationMarks } from './quotation-marks.ts'
import { BLOCK_TAGS, CODE, HIDDEN, IN_TABLE, kindOf } from './tags.ts'

type Attributes = ReadonlyMap<string, string>

/** An element that is open. */
interface Open {
  name: string
  attributes: Attributes
  /** Behind its start tag. */
  from: number
  kind: BlockKind | null
  level: number
  quotation: number | undefined
  note: string | undefined
  language: string
  isHidden: boolean
  isInCell: boolean
}

const OUTSIDE: Open = {
  ...{ name: '', attributes: new Map(), from: 0, kind: null, level: 1, language: '' },
  ...{ quotation: undefined, note: undefined, isHidden: false, isInCell: false },
}

/** What a tag is, or with all that is in it the element. */
export interface Entered {
  what: Unread
  whole: boolean
}

/** Told of each start tag, text and end tag in order; the sink has been told where it stands. */
export class HtmlWalk {
  readonly #sink: WordSink
  readonly #open: Open[] = []
  readonly #items = new ItemNumbers()
  #quotations = 0
  /** Elements `q` that are open. */
  #depth = 0
  #cited: { url: string; quotation: number } | undefined
  #beginsRow = false
  readonly #referred = new Set<string>()

  constructor(sink: WordSink) {
    this.#sink = sink
  }

  get #top(): Open {
    return this.#open.at(-1) ?? OUTSIDE
  }

  enter(name: string, attributes: Attributes): Entered {
    const parent = this.#top
    const hidden = parent.isHidden ? HIDDEN_ELEMENT : hiddenAs(name, attributes)
    const isBlock = this.#isBlock(name)
    if (isBlock) this.#sink.close()
    const id = attributes.get('id') ?? ''
    const note = noteOf(name, attributes) ?? (this.#referred.has(id) ? id : undefined)
    const open: Open = {
      name,
      attributes,
      from: this.#sink.behind,
      quotation: parent.quotation,
      isHidden: hidden !== undefined,
      isInCell: parent.isInCell || name === 'td' || name === 'th',
      note: parent.note ?? note,
      kind:
        (isBlock ? kindOf(name, attributes) : name === 'td' || name === 'th' ? 'table' : null) ?? parent.kind,
      level: isBlock ? Number(/^h([1-6])$/.exec(name)?.[1] ?? parent.level) : parent.level,
      language: attributes.get('lang') ?? attributes.get('xml:lang') ?? parent.language,
    }
    this.#open.push(open)
    if (hidden !== undefined) return { what: hidden, whole: true }
    const called = this.#entered(open)
    if (called !== undefined)
      return { what: { kind: `note-call:${called}`, role: 'note', rule: 'footnote-call' }, whole: true }
    return { what: this.#tag(open, parent.note === undefined ? note : undefined, isBlock), whole: false }
  }

  text(text: string): void {
    const { isHidden } = this.#top
    if (isHidden || (!this.#sink.isOpen && text.trim() === '')) return
    this.#opened()
    this.#sink.words(text)
  }

  /** A formula, in words that stand for it. */
  formula(words: string): void {
    if (this.#top.isHidden || words === '') return
    this.#opened()
    this.#sink.shown(words)
  }

  leave(name: string): void {
    const open = this.#open.pop()
    if (!open) return
    if (!open.isHidden) {
      this.#items.leave(name)
      this.#left(open)
    }
    if (this.#isBlock(name)) this.#sink.close()
  }

  /** A table is one block, of whose cells the blocks are none. */
  #isBlock(name: string): boolean {
    const { kind, isInCell } = this.#top
    return name in BLOCK_TAGS && !isInCell && !(kind === 'table' && IN_TABLE.has(name))
  }

  #tag({ name, attributes }: Open, note: string | undefined, isBlock: boolean): Unread {
    const number = this.#items.enter(name, attributes)
    if (note !== undefined)
      return { kind: `note:${attributes.get(NOTE_LABEL) ?? note}`, role: 'markup', rule: 'footnote-label' }
    if (name === 'li')
      return { kind: number === undefined ? 'item' : `item:${number}`, role: 'markup', rule: 'list-item' }
    return { kind: 'markup', role: 'markup', rule: isBlock ? 'html-block' : 'html' }
  }

  /** Answers the label of the note that it calls. */
  #entered(open: Open): string | undefined {
    const { name, attributes, isInCell } = open
    if (name === 'br' && this.#sink.isOpen) this.#sink.lineBreak()
    else if (name === 'tr') this.#beginsRow = true
    else if (name === 'td' || name === 'th') this.#enterCell()
    else if (name in BLOCK_TAGS && isInCell && this.#sink.isOpen) this.#sink.shown(' ')
    else if (name === 'blockquote') this.#enterQuotation(open, attributes.get('cite'))
    else if (name === 'q') {
      this.#mark(quotationMarks(open.language, this.#depth++)[0])
      open.from = this.#sink.behind
    } else if (name === 'a' && isNoteAnchor(attributes, this.#isRaised())) return this.#refer(open)
    return undefined
  }

  #enterCell(): void {
    if (this.#sink.isOpen) this.#sink.cell(this.#beginsRow)
    else this.#opened()
    this.#beginsRow = false
  }

  #enterQuotation(open: Open, url: string | undefined): void {
    open.quotation ??= ++this.#quotations
    if (url) this.#cited = { url, quotation: open.quotation }
  }

  /** The number of a note is none of the words. */
  #refer(open: Open): string {
    const id = decodeURIComponentOrNot(open.attributes.get('href')!.slice(1))
    this.#referred.add(id)
    open.isHidden = true
    this.#sink.mark({ name: 'note', start: this.#sink.here, end: open.from, label: id })
    return open.attributes.get(NOTE_LABEL) ?? id
  }

  #isRaised(): boolean {
    return this.#open.some(({ name }) => name === 'sup')
  }

  #left({ name, attributes, from, language, isInCell }: Open): void {
    const { here: end } = this.#sink
    if (name === 'q') this.#leaveQuoted(from, attributes.get('cite'), language)
    else if (name === 'cite' || name === 'footer') this.#sink.mark({ name, start: from, end })
    else if (CODE.has(name)) this.#sink.mark({ name: 'code', start: from, end })
    else if (name === 'a' && attributes.has('href') && this.#sink.isOpen)
      this.#sink.link({ start: from, end }, attributes.get('href')!)
    else if (name in BLOCK_TAGS && isInCell && this.#top.isInCell && this.#sink.isOpen) this.#sink.shown(' ')
  }

  #leaveQuoted(start: number, url: string | undefined, language: string): void {
    const { here: end } = this.#sink
    const mark: FormatMark = { name: 'q', start, end }
    this.#sink.mark(mark)
    if (url && this.#sink.isOpen) this.#sink.link({ start, end }, url)
    this.#mark(quotationMarks(language, --this.#depth)[1])
  }

  /** Browsers set these marks. */
  #mark(mark: string): void {
    this.#opened()
    this.#sink.shown(mark)
  }

  #opened(): void {
    if (this.#sink.isOpen) return
    const { kind, quotation, note, level } = this.#top
    this.#sink.open({
      kind: note === undefined ? (kind ?? 'p') : 'note',
      ...(kind === 'heading' && { level }),
      ...{ quotation, note },
    })
    if (quotation === undefined || quotation !== this.#cited?.quotation) return
    const { here } = this.#sink
    this.#sink.link({ start: here, end: here }, this.#cited.url)
    this.#cited = undefined
  }
}

/** An attribute that no page has: the label of a note as it is printed, where the whole page is known. */
export const NOTE_LABEL = 'data-note-label'

const HIDDEN_ELEMENT: Unread = { kind: 'hidden', role: 'furniture', rule: 'hidden' }
const RUBY = new Set(['rt', 'rp', 'rtc'])
const MACHINES = new Set(['script', 'style', 'template', 'head', 'title'])

function hiddenAs(name: string, attributes: Attributes): Unread | undefined {
  if (RUBY.has(name)) return { kind: 'ruby', role: 'markup', rule: 'ruby-text' }
  if (isWayBack(attributes)) return { kind: 'note-back', role: 'markup', rule: 'note-back' }
  if (MACHINES.has(name)) return { kind: 'machine', role: 'markup', rule: `html-${name}` }
  return HIDDEN.has(name) || isHiddenBy(attributes) ? HIDDEN_ELEMENT : undefined
}

const NOT_SHOWN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i

function isHiddenBy(attributes: Attributes): boolean {
  return (
    attributes.has('hidden') ||
    attributes.get('aria-hidden') === 'true' ||
    NOT_SHOWN.test(attributes.get('style') ?? '')
  )
}

function decodeURIComponentOrNot(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
