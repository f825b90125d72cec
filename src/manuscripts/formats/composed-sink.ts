import { BlockBuilder } from '../../formats/block-builder.ts'
import type { FormatMark } from '../../formats/format-mark.ts'
import type { BlockHead, WordSink } from '../../formats/word-sink.ts'
import type { Span } from '../../loading/draft.ts'
import { SourceTooLarge } from '../../loading/errors.ts'
import type { ManuscriptDraft, Stop } from './format.ts'
import { MOST_TEXT_BYTES } from './most-bytes.ts'

/** The end of a line within a paragraph (Unicode, LINE SEPARATOR): the text has a paragraph a line. */
const LINE_END = '\u2028'

interface Composed extends Span {
  head: BlockHead
  links: { label: Span; url: string }[]
  marks: FormatMark[]
}

/** Takes the words of a document whose source nobody reads, and makes a text of them, a paragraph a line. */
export class ComposedSink implements WordSink {
  readonly #blocks: Composed[] = []
  readonly #stops: Stop[] = []
  readonly #text: string[] = []
  #length = 0
  #open: Composed | undefined
  #paragraph = 0
  #page: number | undefined
  #part: string | undefined

  get here(): number {
    return this.#length
  }

  get behind(): number {
    return this.#length
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** A part begins, whose paragraphs are counted anew; no pages are known of it. */
  beginPart(part: string): void {
    this.close()
    this.#part = part
    this.#paragraph = 0
    this.#page = undefined
  }

  /** A page begins. */
  beginPage(page: number): void {
    this.#page = page
    if (this.#open) this.#stop()
  }

  open(head: BlockHead): void {
    this.#open = { head, start: this.#length, end: this.#length, links: [], marks: [] }
    this.#paragraph++
    this.#stop()
  }

  close(): void {
    if (!this.#open) return
    this.#open.end = this.#length
    this.#blocks.push(this.#open)
    this.#open = undefined
    this.#add('\n')
  }

  words(text: string): void {
    this.#add(text.replace(/[\n\r\u2028]/g, ' '))
  }

  shown(text: string): void {
    this.#add(text)
  }

  cell(): void {
    this.#add(' ')
  }

  lineBreak(): void {
    this.#add(LINE_END)
  }

  link(label: Span, url: string): void {
    this.#open?.links.push({ label, url })
  }

  mark(mark: FormatMark): void {
    this.#open?.marks.push(mark)
  }

  finish(): ManuscriptDraft {
    this.close()
    const source = this.#text.join('')
    const builder = new BlockBuilder(source)
    const quoted: (number | null)[] = []
    const marks = new Map<number, FormatMark[]>()
    for (const { head, start, end, links, ...block } of this.#blocks) {
      builder.open(head.kind, start, head.level)
      copyLines(builder, source.slice(start, end), start)
      for (const { label, url } of links)
        builder.link({ label, address: { start: label.start, end: label.start }, url })
      if (!builder.close(end)) continue
      const { quotation = null, note } = head
      const body: FormatMark[] = note === undefined ? [] : [{ name: 'note-body', start, end, label: note }]
      marks.set(quoted.length, [...block.marks, ...body])
      quoted.push(quotation)
    }
    return { draft: builder.draft, quoted, marks, stops: this.#stops }
  }

  #add(text: string): void {
    this.#text.push(text)
    this.#length += text.length
    if (this.#length > MOST_TEXT_BYTES) throw new SourceTooLarge(this.#length, MOST_TEXT_BYTES)
  }

  #stop(): void {
    this.#stops.push({
      ...{ at: this.#length, paragraph: this.#paragraph },
      ...(this.#page !== undefined && { page: this.#page }),
      ...(this.#part !== undefined && { part: this.#part }),
    })
  }
}

function copyLines(builder: BlockBuilder, text: string, start: number): void {
  let from = 0
  for (let to = text.indexOf(LINE_END); to >= 0; to = text.indexOf(LINE_END, from)) {
    if (to > from) builder.copy(start + from, start + to)
    builder.replace({
      start: start + to,
      end: start + to + 1,
      text: ' ',
      kind: 'hardbreak',
      rule: 'line-break',
    })
    from = to + 1
  }
  if (text.length > from) builder.copy(start + from, start + text.length)
}
