/** Walks the tokens of LaTeX in their order and gives what is printed to a sink; citations as pandoc writes them. */
import type { Span } from '../../../loading/draft.ts'
import { ACCENTS, LIGATURE, ligature, SYMBOLS } from './characters.ts'
import { citationOf, isCite } from './citations.ts'
import { argumentOf, type Environment, endOf, type Macro, type Node, printedOf, spanOf } from './nodes.ts'
import { type PlacedSink, Printer } from './printer.ts'
import { quotationOf } from './quotations.ts'
import { HEADINGS, HIDDEN_ENVIRONMENTS, HIDDEN_MACROS, QUOTING } from './signatures.ts'
import { TextSink } from './text-sink.ts'

/** A note whose text comes behind the paragraph that it stands in. */
interface Note {
  label: string
  content: readonly Node[]
}

export class LatexWalk {
  readonly #source: string
  readonly #sink: PlacedSink
  readonly #printer: Printer
  readonly #notes: Note[] = []
  #counts = { notes: 0, quotations: 0, marks: 0 }

  constructor(source: string, sink: PlacedSink) {
    this.#source = source
    this.#sink = sink
    this.#printer = new Printer(source, sink)
  }

  /** Whole paragraphs. */
  next(nodes: readonly Node[]): void {
    this.#nodes(nodes)
    this.#sink.close()
  }

  /** The notes stand at the end. */
  finish(): void {
    for (let note = this.#notes.shift(); note; note = this.#notes.shift()) {
      const { label, content } = note
      this.#printer.within({ kind: 'note', note: label }, () => this.#nodes(content))
    }
  }

  #nodes(nodes: readonly Node[]): void {
    let until = 0
    for (const [at, node] of nodes.entries()) {
      if (at < until) continue
      if (isPlain(node)) until = this.#words(nodes, at)
      else if (node.type === 'macro') until = this.#macro(node, nodes, at)
      else this.#other(node)
    }
  }

  #other(node: Node): void {
    if (node.type === 'whitespace') this.#printer.space(spanOf(node))
    else if (node.type === 'comment' && node.leadingWhitespace) this.#printer.shown(spanOf(node), ' ')
    else if (node.type === 'parbreak') this.#printer.closeAt(spanOf(node).start)
    else if (node.type === 'group') this.#nodes(node.content)
    else if (node.type === 'inlinemath') this.#math(spanOf(node))
    else if (node.type === 'verb') this.#code(spanOf(node), node.content)
    else if (node.type === 'environment') this.#environment(node)
  }

  /** Characters that follow one another without anything between. @returns the index of the node behind them */
  #words(nodes: readonly Node[], from: number): number {
    let next = from + 1
    let { start, end } = spanOf(nodes[from]!)
    while (next < nodes.length && isPlain(nodes[next]!) && spanOf(nodes[next]!).start === end)
      end = spanOf(nodes[next++]!).end
    for (const { 0: run, index } of [...this.#source.slice(start, end).matchAll(LIGATURE)]) {
      const at = spanOf(nodes[from]!).start + index
      this.#printer.copy({ start, end: at })
      this.#printer.shown({ start: at, end: at + run.length }, ligature(run))
      start = at + run.length
    }
    this.#printer.copy({ start, end })
    return next
  }

  /** @returns the index of the node behind what belongs to it */
  #macro(node: Macro, nodes: readonly Node[], at: number): number {
    const name = node.content
    const next = nodes[at + 1]
    if (Object.hasOwn(ACCENTS, name) && next && !argumentOf(node, 0))
      return this.#accent(node, next) ? at + 2 : at + 1
    if (Object.hasOwn(SYMBOLS, name)) {
      this.#printer.shown(spanOf(node), SYMBOLS[name]!)
      // The blank behind a word of a macro ends it.
      return at + (/^[A-Za-z]/.test(name) && next?.type === 'whitespace' ? 2 : 1)
    }
    this.#named(node)
    return at + 1
  }

  #named(node: Macro): void {
    const name = node.content
    const quotation = quotationOf(node)
    if (quotation) this.#quotation(node, quotation)
    else if (isCite(name))
      this.#printer.shown(
        spanOf(node),
        citationOf(node, (nodes) => this.#rendered(nodes)),
      )
    else if (/^(?:foot|end|side)note(?:text)?$|^thanks$/.test(name)) this.#note(node)
    else if (name in HEADINGS) this.#heading(node, HEADINGS[name]!)
    else if (/^(?:\\|newline|linebreak)$/.test(name)) this.#printer.lineBreak(spanOf(node))
    else if (/^(?:par|bibitem|newpage|clearpage)$/.test(name)) this.#printer.closeAt(spanOf(node).start)
    else if (name === 'item') this.#item(node)
    else if (name === 'textelp' || name === 'textins') this.#bracketed(node, name === 'textelp')
    else if (name === 'texttt') this.#marked('code', printedOf(node) ?? [])
    else if (name === 'url') this.#url(node)
    else if (name === 'href') this.#link(node)
    else if (name === 'caption')
      this.#printer.within({ ...this.#printer.around, kind: 'caption' }, () =>
        this.#nodes(printedOf(node) ?? []),
      )
    else if (!HIDDEN_MACROS.has(name)) this.#nodes(printedOf(node) ?? [])
  }

  #accent(macro: Macro, next: Node): boolean {
    const letters = this.#rendered(next.type === 'group' ? next.content : [next])
    const [first, ...rest] = letters.replace(/^ı/, 'i').replace(/^ȷ/, 'j')
    if (first === undefined) return false
    const span = { start: spanOf(macro).start, end: spanOf(next).end }
    this.#printer.shown(span, (first + ACCENTS[macro.content]!).normalize('NFC') + rest.join(''))
    return true
  }

  #environment(node: Environment): void {
    const name = typeof node.env === 'string' ? node.env : ''
    if (HIDDEN_ENVIRONMENTS.has(name)) return
    const { start, end } = spanOf(node)
    this.#printer.closeAt(start)
    const isList = /^(?:itemize|enumerate|description|thebibliography)$/.test(name)
    const quotation = QUOTING.has(name)
      ? (this.#printer.around.quotation ?? ++this.#counts.quotations)
      : undefined
    this.#printer.within(
      {
        ...this.#printer.around,
        ...(isList && { kind: 'li' as const }),
        ...(quotation && { quotation, kind: 'blockquote' as const }),
      },
      () => {
        this.#nodes(node.content)
        if (name.endsWith('quote'))
          this.#citedAt(endOf(this.#source, node.content, end), this.#citedWith(node, name))
      },
    )
  }

  /** `displayquote[cite]`, `displaycquote[prenote][postnote]{key}`; with a language before in the foreign ones. */
  #citedWith(node: Environment, name: string): string {
    const first = /^(?:foreign|hyphen)/.test(name) ? 1 : 0
    if (name.endsWith('cquote'))
      return citationOf({ args: [undefined, ...(node.args ?? []).slice(first)] }, (nodes) =>
        this.#rendered(nodes),
      )
    return name.endsWith('displayquote') ? bracketed(this.#rendered(argumentOf(node, first) ?? [])) : ''
  }

  /** Words between marks, or set off, with the citation behind them. */
  #quotation(
    node: Macro,
    { isBlock, isInner, words, cite, cited, punctuation }: NonNullable<ReturnType<typeof quotationOf>>,
  ): void {
    const render = (nodes: readonly Node[]) => this.#rendered(nodes)
    const source = cited ? citationOf({ args: cited }, render) : bracketed(render(cite ?? []))
    const closing = endOf(this.#source, words, spanOf(node).end)
    if (isBlock) {
      const quotation = this.#printer.around.quotation ?? ++this.#counts.quotations
      this.#printer.closeAt(spanOf(node).start)
      this.#printer.within({ ...this.#printer.around, kind: 'blockquote', quotation }, () => {
        this.#nodes(words)
        this.#citedAt(closing, render(punctuation ?? []).trim(), source)
      })
      return
    }
    const isSingle = isInner || this.#counts.marks % 2 === 1
    this.#counts.marks++
    this.#printer.shown(
      { start: spanOf(node).start, end: Math.max(spanOf(node).end, spanOf(words[0] ?? node).start) },
      isSingle ? '‘' : '“',
    )
    const start = spanOf(words[0] ?? node).start
    this.#nodes(words)
    this.#sink.mark({ name: 'q', start, end: closing })
    this.#counts.marks--
    this.#printer.shown(
      { start: closing, end: closing + 1 },
      `${render(punctuation ?? [])}${isSingle ? '’' : '”'}${source && ` ${source}`}`,
    )
  }

  /** What was left out, and put in, stands between square brackets (csquotes 8.7). */
  #bracketed(node: Macro, isOmission: boolean): void {
    const content = argumentOf(node, 1) ?? []
    const space = isOmission && content.length > 0 ? ' ' : ''
    this.#printer.shown(spanOf(node), `[${isOmission ? '…' : ''}${space}`)
    this.#nodes(content)
    const end = endOf(this.#source, content, spanOf(node).end)
    this.#printer.shown({ start: end, end: end + 1 }, ']')
  }

  #citedAt(at: number, ...parts: string[]): void {
    const [last = '', punctuation = ''] = parts.toReversed()
    const text = `${punctuation}${last && ` ${last}`}`
    if (text !== '' && this.#sink.isOpen) this.#printer.shown({ start: at, end: at + 1 }, text)
  }

  /** The parser gives an item what stands in it, behind its label. */
  #item(node: Macro): void {
    this.#printer.closeAt(spanOf(node).start)
    for (const { content } of node.args ?? []) this.#nodes(content)
    this.#sink.close()
  }

  #note(node: Macro): void {
    const label = `${++this.#counts.notes}`
    const span = spanOf(node)
    this.#sink.at(span)
    this.#sink.mark({ name: 'note', ...span, label })
    this.#notes.push({ label, content: printedOf(node) ?? [] })
  }

  #heading(node: Macro, level: number): void {
    this.#printer.closeAt(spanOf(node).start)
    this.#printer.within({ kind: 'heading', level }, () => this.#nodes(printedOf(node) ?? []))
  }

  #url(node: Macro): void {
    const content = printedOf(node) ?? []
    const { start } = spanOf(content[0] ?? node)
    const end = endOf(this.#source, content, start)
    this.#printer.copy({ start, end })
    this.#sink.link({ start, end }, this.#source.slice(start, end))
    this.#sink.mark({ name: 'code', start, end })
  }

  #link(node: Macro): void {
    const [address, label] = [argumentOf(node, 1) ?? [], argumentOf(node, 2) ?? []]
    const { start } = spanOf(label[0] ?? node)
    this.#nodes(label)
    const from = spanOf(address[0] ?? node).start
    if (this.#sink.isOpen)
      this.#sink.link(
        { start, end: endOf(this.#source, label, start) },
        this.#source.slice(from, endOf(this.#source, address, from)),
      )
  }

  #marked(name: 'code', content: readonly Node[]): void {
    const [first] = content
    if (!first) return
    const { start } = spanOf(first)
    this.#nodes(content)
    this.#sink.mark({ name, start, end: endOf(this.#source, content, start) })
  }

  #code(span: Span, content: string): void {
    this.#printer.shown(span, content)
    this.#sink.mark({ name: 'code', ...span })
  }

  /** Numbers and letters as they are; a formula is none of the words. */
  #math({ start, end }: Span): void {
    const formula = this.#source.slice(start, end).replace(/^\$|\$$|^\\\(|\\\)$/g, '')
    if (/^[\p{L}\p{N}\s.,:+=–-]*$/u.test(formula)) this.#printer.shown({ start, end }, formula)
  }

  /** What some tokens print, as a text. */
  #rendered(nodes: readonly Node[]): string {
    const words = new TextSink()
    new LatexWalk(this.#source, words).#nodes(nodes)
    return words.text
  }
}

function isPlain(node: Node): boolean {
  return node.type === 'string'
}

/** As csquotes prints what is cited with a quotation. */
function bracketed(cite: string): string {
  return cite === '' || /^[[(@]/.test(cite) ? cite : `(${cite})`
}
