/** Markdown (CommonMark 0.31.2 and GFM, YAML front matter) to a draft: inline markup stripped, every byte kept. */
import type { BlockKind } from '../../loading/block.ts'
import type { Draft, Span } from '../../loading/draft.ts'
import { BlockBuilder } from '../block-builder.ts'
import { decodeReference } from '../character-references.ts'
import { readFrontMatter } from '../front-matter/front-matter.ts'
import { pageElement } from '../page-marks/elements.ts'
import { type MarkdownEvent, markdownEvents } from './events.ts'
import { readHtmlBlock } from './html-blocks.ts'
import { LinkReader } from './links.ts'
import { BLOCKS, CONTAINERS, COPIED, DROPPED } from './marks.ts'
import { isTexBreakAt, PageCuts } from './page-cuts.ts'

/** Reads a markdown source. Throws `SourceTooComplex` for markup nested or repeated beyond bounds. */
export function readMarkdown(source: string): Draft {
  const builder = new BlockBuilder(source, { marksPages: true })
  const base = readFrontMatter(source, builder)
  const reader = new MarkdownReader(source, builder)
  for (const event of markdownEvents(source, base)) reader.read(event)
  return reader.finish()
}

/** Walks the events once, in source order. */
class MarkdownReader {
  readonly #source: string
  readonly #builder: BlockBuilder
  readonly #links: LinkReader
  readonly #containers: BlockKind[] = []
  readonly #quotations: number[] = []
  #lastQuotation = 0
  /** Tokens that begin before this offset lie in one that was dealt with whole. */
  #dealtWith = 0
  #html: { span: Span; holes: Span[] } | undefined
  readonly #pageCuts: PageCuts
  #images = 0
  #imagesBefore = 0

  constructor(source: string, builder: BlockBuilder) {
    this.#source = source
    this.#builder = builder
    this.#links = new LinkReader(source)
    this.#pageCuts = new PageCuts(source, builder)
  }

  read(event: MarkdownEvent): void {
    this.#links.read(event, this.#builder)
    if (event.entering) this.#enter(event)
    else this.#leave(event)
  }

  finish(): Draft {
    this.#links.resolve()
    const draft = this.#builder.finish()
    if (this.#images > 0)
      draft.warnings.push(`${count(this.#images, 'picture')} left out; the source keeps them.`)
    return draft
  }

  #enter(event: MarkdownEvent): void {
    const { type, start, end } = event
    const container = CONTAINERS[type]
    if (container !== undefined) this.#enterContainer(container)
    else if (this.#builder.isOpen && this.#cutAtMarks(event)) return
    else if (start < this.#dealtWith && type !== 'setextHeading') return
    else if (type === 'htmlFlow') this.#html = { span: { start, end }, holes: [] }
    else if (this.#html !== undefined) this.#enterInHtml(event, this.#html.holes)
    else if (type in BLOCKS && !this.#builder.isOpen) this.#openBlock(event)
    else if (COPIED.has(type)) this.#copy(event)
    else if (type === 'image' && this.#isLetterPicture(event)) this.#letters(event)
    else if (type in DROPPED) this.#drop(event)
    else this.#enterSpecial(event)
  }

  #enterContainer(kind: BlockKind): void {
    this.#containers.push(kind)
    if (kind !== 'blockquote') return
    this.#quotations.push(++this.#lastQuotation)
    this.#builder.setQuotation(this.#lastQuotation)
  }

  #leaveContainer(): void {
    if (this.#containers.pop() !== 'blockquote') return
    this.#quotations.pop()
    this.#builder.setQuotation(this.#quotations.at(-1))
  }

  #enterInHtml(event: MarkdownEvent, holes: Span[]): void {
    if (!(event.type in DROPPED)) return
    holes.push({ start: event.start, end: event.end })
    this.#dealtWith = event.end
  }

  /** The parser lets an underlined heading begin at the link definitions before it. */
  #openBlock({ type, start }: MarkdownEvent): void {
    const kind = BLOCKS[type]!
    this.#imagesBefore = this.#images
    const from = Math.max(start, this.#dealtWith)
    this.#builder.open(kind === 'p' ? this.#paragraphKind() : kind, from, kind === 'heading' ? 1 : undefined)
  }

  /** A note holds notes whatever stands in it; else the nearest container decides. */
  #paragraphKind(): BlockKind {
    return this.#containers.includes('note') ? 'note' : (this.#containers.at(-1) ?? 'p')
  }

  #copy({ type, start, end }: MarkdownEvent): void {
    if (!this.#builder.isOpen) return
    if (type === 'data' && isTexBreakAt(this.#source, { start, end })) this.#turnPage(start, end)
    else this.#builder.copy(start, end)
  }

  /** Copies what stands around the marks of pages in a run of words; false where it has none. */
  #cutAtMarks(event: MarkdownEvent): boolean {
    const dealtWith = this.#pageCuts.cut(event, this.#dealtWith)
    this.#dealtWith = dealtWith ?? this.#dealtWith
    return dealtWith !== undefined
  }

  /** Alone on a line, a command of TeX for a new page ends the paragraph that it stands in. */
  #turnPage(start: number, end: number): void {
    this.#builder.close(start)
    this.#builder.pageMark({ start, end }, { isCommand: true })
    this.#builder.open(this.#paragraphKind(), end)
  }

  #drop({ type, start, end }: MarkdownEvent): void {
    if (type === 'image') this.#images++
    if (type === 'thematicBreak') this.#builder.barrier(this.#source[start] === '*' ? 'ornament' : 'rule')
    if (type === 'atxHeadingSequence' && this.#builder.isEmpty) this.#builder.setLevel(end - start)
    if (type === 'setextHeadingLine') this.#builder.setLevel(this.#source[start] === '=' ? 1 : 2)
    this.#builder.drop(start, end, DROPPED[type]!)
    this.#dealtWith = end
  }

  /** A picture of the letters that a word begins with, as of a drop capital; its description has them. */
  #isLetterPicture({ start, end }: MarkdownEvent): boolean {
    return (
      this.#builder.isOpen &&
      LETTERS.test(this.#source.slice(start, end)) &&
      /^\p{L}/u.test(this.#source.slice(end, end + 2))
    )
  }

  #letters({ start, end }: MarkdownEvent): void {
    const letters = LETTERS.exec(this.#source.slice(start, end))![1]!
    this.#builder.drop(start, start + 2, 'image')
    this.#builder.copy(start + 2, start + 2 + letters.length)
    this.#builder.drop(start + 2 + letters.length, end, 'image')
    this.#dealtWith = end
  }

  #enterSpecial({ type, start, end }: MarkdownEvent): void {
    if (!this.#builder.isOpen) return
    if (type === 'characterReference') this.#decode(start, end)
    else if (type === 'hardBreakTrailing' || type === 'hardBreakEscape') this.#hardBreak(start, end)
    else if (type === 'htmlText') this.#inlineHtml(start, end)
    else if (type === 'lineEnding') this.#lineEnding(start, end)
    else if (type === 'tableCellDivider') this.#space(start, end, 'table-cell')
    else return
    this.#dealtWith = Math.max(this.#dealtWith, end)
  }

  #decode(start: number, end: number): void {
    const text = decodeReference(this.#source.slice(start, end))
    this.#builder.replace({ start, end, text, kind: 'character', rule: 'character-reference' })
  }

  #hardBreak(start: number, end: number): void {
    this.#builder.replace({ start, end, text: ' ', kind: 'hardbreak', rule: 'markdown-hard-break' })
  }

  #space(start: number, end: number, kind: string): void {
    this.#builder.replace({ start, end, text: ' ', kind, rule: kind })
  }

  #inlineHtml(start: number, end: number): void {
    const isBreak = /^<br\s*\/?>$/i.test(this.#source.slice(start, end))
    const anchor = PAGE_ANCHOR.exec(this.#source.slice(start, end))
    if (anchor !== null && this.#builder.isEmpty) this.#builder.anchorPage(Number(anchor[1]))
    const marked = pageElement(this.#source, { start, end })
    if (marked !== undefined) {
      const isOnLine = !/[\n\r]/.test(this.#source.slice(end, marked.end))
      this.#dealtWith = isOnLine ? marked.end : end
      this.#builder.pageMark({ start, end: this.#dealtWith }, marked.mark)
    } else if (isBreak)
      this.#builder.replace({ start, end, text: ' ', kind: 'hardbreak', rule: 'html-break' })
    else this.#builder.drop(start, end, 'html')
  }

  /** A hard break takes its line ending with it. */
  #lineEnding(start: number, end: number): void {
    const { last } = this.#builder
    if (last?.kind === 'hardbreak' && last.end === start) last.end = end
    else this.#builder.softBreak(start, end, 'soft-break')
  }

  #leave({ type, end }: MarkdownEvent): void {
    if (type in CONTAINERS) this.#leaveContainer()
    else if (type === 'htmlFlow' && this.#html !== undefined) {
      readHtmlBlock(this.#builder, this.#html, this.#paragraphKind())
      this.#html = undefined
    } else if (type in BLOCKS && this.#builder.isOpen) this.#closeBlock(end)
  }

  /** A paragraph of nothing but pictures still stands between what is before and after it. */
  #closeBlock(end: number): void {
    const block = this.#builder.close(end)
    if (block === undefined && this.#images > this.#imagesBefore) this.#builder.barrier('picture')
    if (block?.kind === 'pre' || block?.kind === 'table') this.#builder.barrier('display')
  }
}

const LETTERS = /^!\[(\p{L}{1,3})\]/u
/** Marker anchors what links refer to by page and place: `page-4-0`. */
const PAGE_ANCHOR = /^<span id="page-(\d{1,5})-\d{1,5}">$/

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun} was` : `${number} ${noun}s were`
}
