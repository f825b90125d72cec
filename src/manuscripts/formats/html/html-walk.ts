/** Walks elements of HTML in their order, wherever they come from, and gives their words to a sink. */
import type { BlockKind } from '../../../loading/block.ts'
import type { FormatMark } from '../format.ts'
import type { WordSink } from '../word-sink.ts'
import { isNoteAnchor, isWayBack, noteOf } from './notes.ts'
import { BLOCK_TAGS, CODE, HIDDEN } from './tags.ts'

/** An element that is open. */
interface Open {
  name: string
  attributes: ReadonlyMap<string, string>
  /** Behind its start tag. */
  from: number
  kind: BlockKind | null
  quotation: number | undefined
  note: string | undefined
  isHidden: boolean
}

const OUTSIDE: Open = {
  ...{ name: '', attributes: new Map(), from: 0, kind: null },
  ...{ quotation: undefined, note: undefined, isHidden: false },
}

/** Told of each start tag, text and end tag in order; the sink has been told where it stands. */
export class HtmlWalk {
  readonly #sink: WordSink
  readonly #open: Open[] = []
  #quotations = 0
  /** Elements `q` that are open. */
  #depth = 0
  #cited: { url: string; quotation: number } | undefined
  readonly #referred = new Set<string>()

  constructor(sink: WordSink) {
    this.#sink = sink
  }

  get #top(): Open {
    return this.#open.at(-1) ?? OUTSIDE
  }

  enter(name: string, attributes: ReadonlyMap<string, string>): void {
    const parent = this.#top
    const isBlock = name in BLOCK_TAGS
    if (isBlock) this.#sink.close()
    const { quotation, note } = parent
    const isHidden = parent.isHidden || HIDDEN.has(name) || isHiddenBy(attributes) || isWayBack(attributes)
    const id = attributes.get('id')
    const own = noteOf(name, attributes) ?? (id !== undefined && this.#referred.has(id) ? id : undefined)
    const open: Open = {
      ...{ name, attributes, from: this.#sink.behind, isHidden, quotation, note: note ?? own },
      kind: (isBlock ? BLOCK_TAGS[name] : null) ?? parent.kind,
    }
    this.#open.push(open)
    if (!isHidden) this.#entered(open)
  }

  text(text: string): void {
    const { isHidden } = this.#top
    if (isHidden || (!this.#sink.isOpen && text.trim() === '')) return
    this.#opened()
    this.#sink.words(text)
  }

  leave(name: string): void {
    const open = this.#open.pop()
    if (!open) return
    if (!open.isHidden) this.#left(open)
    if (name in BLOCK_TAGS) this.#sink.close()
  }

  #entered(open: Open): void {
    const { name, attributes } = open
    if (name === 'br' && this.#sink.isOpen) this.#sink.lineBreak()
    else if (name === 'blockquote') this.#enterQuotation(open, attributes.get('cite'))
    else if (name === 'q') {
      this.#mark(this.#depth++ % 2 === 0 ? '\u201c' : '\u2018')
      open.from = this.#sink.behind
    } else if (name === 'a' && isNoteAnchor(attributes, this.#isRaised())) this.#refer(open)
  }

  #enterQuotation(open: Open, url: string | undefined): void {
    open.quotation ??= ++this.#quotations
    if (url) this.#cited = { url, quotation: open.quotation }
  }

  /** The number of a note is none of the words. */
  #refer(open: Open): void {
    const label = decodeURIComponentOrNot(open.attributes.get('href')!.slice(1))
    this.#referred.add(label)
    open.isHidden = true
    this.#sink.mark({ name: 'note', start: this.#sink.here, end: open.from, label })
  }

  #isRaised(): boolean {
    return this.#open.some(({ name }) => name === 'sup')
  }

  #left({ name, attributes, from }: Open): void {
    const { here: end } = this.#sink
    if (name === 'q') this.#leaveQuoted(from, attributes.get('cite'))
    else if (name === 'cite' || name === 'footer') this.#sink.mark({ name, start: from, end })
    else if (CODE.has(name)) this.#sink.mark({ name: 'code', start: from, end })
    else if (name === 'a' && attributes.has('href') && this.#sink.isOpen)
      this.#sink.link({ start: from, end }, attributes.get('href')!)
  }

  #leaveQuoted(start: number, url: string | undefined): void {
    const { here: end } = this.#sink
    const mark: FormatMark = { name: 'q', start, end }
    this.#sink.mark(mark)
    if (url && this.#sink.isOpen) this.#sink.link({ start, end }, url)
    this.#mark(--this.#depth % 2 === 0 ? '\u201d' : '\u2019')
  }

  /** Browsers set these marks. */
  #mark(mark: string): void {
    this.#opened()
    this.#sink.shown(mark)
  }

  #opened(): void {
    if (this.#sink.isOpen) return
    const { kind, quotation, note, name } = this.#top
    const level = Number(/^h([1-6])$/.exec(name)?.[1] ?? 1)
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

function isHiddenBy(attributes: ReadonlyMap<string, string>): boolean {
  return attributes.has('hidden') || attributes.get('aria-hidden') === 'true'
}

function decodeURIComponentOrNot(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
