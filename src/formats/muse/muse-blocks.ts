/** Gives the blocks of a Muse source to a draft. */
import type { Span } from '../../loading/draft.ts'
import { SourceTooComplex } from '../../loading/errors.ts'
import type { BlockBuilder } from '../block-builder.ts'
import { JoinedLines } from './joined-lines.ts'
import type { Aside, Element, Part } from './muse-elements.ts'
import { inlineTokens, type Token } from './muse-inline.ts'
import { captionOf, cellsOf, isDelimiter } from './table-lines.ts'

/** Adds all parts in their order; answers how many pictures were left out. */
export function addParts(builder: BlockBuilder, parts: readonly Part[]): number {
  const notes = new Set(parts.flatMap((part) => ('element' in part ? (part.element.label ?? []) : [])))
  const writer = new MuseWriter(builder, notes)
  for (const part of parts) {
    if ('element' in part) writer.element(part.element)
    else writer.aside(part.aside)
  }
  return writer.pictures
}

class MuseWriter {
  readonly #builder: BlockBuilder
  readonly #notes: ReadonlySet<string>
  #calls: ReadonlySet<string> = new Set()
  #hasLinks = true
  #tokens = 0
  pictures = 0

  constructor(builder: BlockBuilder, notes: ReadonlySet<string>) {
    this.#builder = builder
    this.#notes = notes
  }

  aside({ start, end, rule }: Aside): void {
    const isOrnament = rule === 'ornament'
    const role = isOrnament ? 'furniture' : 'markup'
    this.#builder.add({ start, end, kind: isOrnament ? 'ornament' : 'markup', role, op: 'drop', rule })
    if (isOrnament) this.#builder.barrier('ornament')
  }

  element(element: Element): void {
    this.#calls = this.#calledIn(element)
    this.#hasLinks = element.kind !== 'heading'
    if (element.kind === 'table') this.#table(element)
    else this.#block(element)
  }

  #block(element: Element): void {
    this.#builder.setQuotation(element.quotation)
    this.#builder.open(element.kind, element.start, element.level)
    this.#lead(element)
    if (element.isLiteral || element.kind === 'verse') this.#lines(element)
    else this.#prose(element)
    this.#builder.close(element.end)
    this.#builder.setQuotation(undefined)
  }

  /** Notes call secondary notes alone, and these call none. */
  #calledIn({ label }: Element): ReadonlySet<string> {
    if (label === undefined) return this.#notes
    return label.startsWith('b') ? NONE : new Set([...this.#notes].filter((each) => each.startsWith('b')))
  }

  #lead({ start, lines: [first], item, label }: Element): void {
    if (first === undefined) return
    const lead = { start, end: first.start, role: 'markup', op: 'drop' } as const
    if (label !== undefined) this.#builder.add({ ...lead, kind: `note:${label}`, rule: 'footnote-label' })
    else if (item !== undefined)
      this.#builder.add({ ...lead, kind: item === null ? 'item' : `item:${item}`, rule: 'list-item' })
  }

  /** Each line is one of the text. */
  #lines({ lines, isLiteral }: Element): void {
    for (const [at, line] of lines.entries()) {
      if (isLiteral) this.#builder.copy(line.start, line.end)
      else this.#run([line])
      const next = lines[at + 1]
      if (next) this.#builder.softBreak(line.end, next.start, 'soft-break')
    }
  }

  /** Marks go over the ends of lines, not over paragraphs. */
  #prose({ lines, breaks = [] }: Element): void {
    let from = 0
    for (const to of [...breaks, lines.length]) {
      if (from > 0) {
        const [start, end] = [lines[from - 1]!.end, lines[from]!.start]
        this.#builder.replace({ start, end, text: ' ', kind: 'hardbreak', rule: 'html-break' })
      }
      this.#run(lines.slice(from, to))
      from = to
    }
  }

  /** A row a line; what is between the bars of one that parts them is no cell. The caption is a block of its own. */
  #table({ start, lines, quotation }: Element): void {
    const captions = lines.filter((line) => captionOf(this.#text(line)) !== undefined)
    const rows = lines.filter((line) => !captions.includes(line))
    const parts = [...captions, ...(rows.length > 0 ? [rows] : [])].sort((a, b) => startOf(a) - startOf(b))
    this.#builder.setQuotation(quotation)
    for (const [at, part] of parts.entries()) {
      const from = at === 0 ? start : startOf(part)
      if (Array.isArray(part)) this.#rows(from, part)
      else this.#caption(from, part)
    }
    this.#builder.setQuotation(undefined)
  }

  #caption(from: number, line: Span): void {
    const words = captionOf(this.#text(line))!
    this.#builder.open('caption', from)
    this.#run([{ start: line.start + words.start, end: line.start + words.end }])
    this.#builder.close(line.end)
  }

  #rows(from: number, lines: readonly Span[]): void {
    this.#builder.open('table', from)
    let behind: number | undefined
    for (const line of lines) {
      const text = this.#text(line)
      if (isDelimiter(text)) {
        this.#builder.add({ ...line, kind: 'markup', role: 'markup', op: 'drop', rule: 'table-delimiter' })
        if (behind !== undefined) behind = line.end
        continue
      }
      for (const [index, cell] of cellsOf(text).entries()) {
        const start = line.start + cell.start
        const rule = index === 0 ? 'table-row' : 'table-cell'
        if (behind !== undefined)
          this.#builder.replace({ start: behind, end: start, text: ' ', kind: 'table-cell', rule })
        behind = line.start + cell.end
        this.#run([{ start, end: behind }])
      }
      if (behind !== undefined && behind < line.end) {
        this.#builder.drop(behind, line.end, 'table-edge')
        behind = line.end
      }
    }
    this.#builder.close(lines.at(-1)!.end)
  }

  #text({ start, end }: Span): string {
    return this.#builder.draft.source.slice(start, end)
  }

  /** A run of words whose marks belong together, over several lines. */
  #run(lines: readonly Span[]): void {
    const source = this.#builder.draft.source
    const text = lines.map((line) => this.#text(line)).join('\n')
    const place = new JoinedLines(lines)
    const tokens = inlineTokens(text, this.#calls, this.#hasLinks)
    this.#tokens += tokens.length
    if (this.#tokens > MOST_TOKENS)
      throw new SourceTooComplex(
        `The source has more than ${MOST_TOKENS} marks within its paragraphs. Split it into several works.`,
      )
    for (const token of tokens) this.#token(token, { source, place })
  }

  #token(token: Token, { source, place }: { source: string; place: JoinedLines }): void {
    const { start, end } = token
    if (token.type === 'link') {
      const [label, address] = [place.span(...token.label), place.span(...token.address)]
      this.#builder.link({ label, address, url: source.slice(address.start, address.end) })
    } else if (token.type === 'text') {
      for (const part of place.parts(start, end)) {
        if (part.isBreak) this.#builder.softBreak(part.start, part.end, 'line-break')
        else this.#builder.copy(part.start, part.end)
      }
    } else if (token.type === 'shown') {
      const { text, rule, kind } = token
      this.#builder.replace({ ...place.span(start, end), text, kind, rule })
    } else {
      if (token.rule === 'image' && /^\[\[/.test(source.slice(place.span(start, end).start))) this.pictures++
      const { rule, kind = 'markup', role = 'markup' } = token
      this.#builder.add({ ...place.span(start, end), kind, role, op: 'drop', rule })
    }
  }
}

/** Marks and the words between them. Each takes some 2 kB while a source is read. */
const MOST_TOKENS = 400_000

const NONE: ReadonlySet<string> = new Set()

function startOf(part: Span | readonly Span[]): number {
  return 'start' in part ? part.start : part[0]!.start
}
