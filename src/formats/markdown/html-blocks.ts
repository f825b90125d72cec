/** A block of HTML within markdown: its tags stripped, its text in blocks as the block-level tags cut it. */
import type { BlockKind } from '../../loading/block.ts'
import type { Span } from '../../loading/draft.ts'
import type { BlockBuilder } from '../block-builder.ts'
import { decodeReference } from '../character-references.ts'
import { pageElement } from '../page-marks/elements.ts'
import type { PageSpan } from '../page-marks/spans.ts'
import { type HtmlRun, htmlRuns } from './html-runs.ts'

/** Tags that end a block, with the kind of the one they begin; `p` takes the kind of its surroundings. */
const BLOCK_TAGS: Readonly<Record<string, BlockKind>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading'])),
  ...Object.fromEntries(
    'address article aside body center dd details div dl dt fieldset figure footer form'
      .split(' ')
      .map((name) => [name, 'p']),
  ),
  ...Object.fromEntries(
    'header hr html main nav ol p section summary ul'.split(' ').map((name) => [name, 'p']),
  ),
  blockquote: 'blockquote',
  figcaption: 'caption',
  caption: 'caption',
  li: 'li',
  pre: 'pre',
  table: 'table',
}

/** Puts the text of the HTML at `span` into blocks; `holes` are runs of it that belong to containers. */
export function readHtmlBlock(
  builder: BlockBuilder,
  { span, holes }: { span: Span; holes: readonly Span[] },
  surroundings: BlockKind,
): void {
  const { source } = builder.draft
  const reader = new HtmlReader(builder, surroundings)
  let from = span.start
  for (const hole of [...holes, { start: span.end, end: span.end }]) {
    for (const run of htmlRuns(source, from, hole.start)) reader.read(run, hole.start)
    builder.drop(hole.start, hole.end, 'block-quote')
    from = hole.end
  }
  closeAt(builder, span.end)
  reader.finish()
  const html = source.slice(span.start, span.end)
  if (DISPLAY.test(html)) builder.barrier('display')
  else if (/<(?:img|hr)\b/i.test(html)) builder.barrier(/<hr\b/i.test(html) ? 'rule' : 'picture')
}

const COMMAND = { isCommand: true } as const

/** Reads the runs of one block of HTML, in order. */
class HtmlReader {
  readonly #builder: BlockBuilder
  readonly #surroundings: BlockKind
  #kind: BlockKind
  #level = 1
  /** What begins before it belongs to the mark of a page. */
  #markedTo = 0
  /** Open elements that a page ends behind. */
  readonly #behind = new Set<string>()

  constructor(builder: BlockBuilder, surroundings: BlockKind) {
    this.#builder = builder
    this.#surroundings = surroundings
    this.#kind = surroundings
  }

  read(run: HtmlRun, limit: number): void {
    if (run.start < this.#markedTo) return
    if (run.type === 'tag' && run.name in BLOCK_TAGS) this.#turn(run)
    const mark = run.type === 'text' || run.closing ? undefined : pageElement(this.#builder.draft.source, run)
    if (mark !== undefined) this.#mark(run, mark, limit)
    else readRun(this.#builder, run, this.#kind, this.#level)
    if (run.closing && this.#behind.delete(run.name)) this.#builder.pageBreak(COMMAND)
  }

  /** An element that is not closed ends with the block. */
  finish(): void {
    if (this.#behind.size > 0) this.#builder.pageBreak(COMMAND)
  }

  #turn(run: HtmlRun): void {
    closeAt(this.#builder, run.start)
    this.#kind = run.closing ? this.#surroundings : kindOf(run.name, this.#surroundings)
    this.#level = Number(/^h([1-6])$/.exec(run.name)?.[1] ?? 1)
  }

  #mark(run: HtmlRun, { start, end, mark }: PageSpan, limit: number): void {
    this.#markedTo = end <= limit ? end : run.end
    if (mark.isBehind) {
      this.#builder.drop(start, this.#markedTo, 'html')
      this.#behind.add(run.name)
    } else this.#builder.pageMark({ start, end: this.#markedTo }, mark)
  }
}

/** What no sentence runs across. */
const DISPLAY = /<(?:figure|svg|math|video|audio|iframe|object)\b/i

function kindOf(name: string, surroundings: BlockKind): BlockKind {
  const kind = BLOCK_TAGS[name]!
  return kind === 'p' ? surroundings : kind
}

function closeAt(builder: BlockBuilder, end: number): void {
  if (builder.isOpen) builder.close(end)
}

function readRun(builder: BlockBuilder, run: HtmlRun, kind: BlockKind, level: number): void {
  if (run.type !== 'text') {
    if (run.name === 'br' && builder.isOpen) {
      builder.replace({ start: run.start, end: run.end, text: ' ', kind: 'hardbreak', rule: 'html-break' })
    } else if (/^t[dhr]$/.test(run.name) && builder.isOpen) {
      builder.replace({ start: run.start, end: run.end, text: ' ', kind: 'table-cell', rule: 'table-cell' })
    } else {
      builder.drop(run.start, run.end, 'html')
    }
    return
  }
  readText(builder, run, kind, level)
}

function readText(builder: BlockBuilder, run: HtmlRun, kind: BlockKind, level: number): void {
  const text = builder.draft.source.slice(run.start, run.end)
  if (!builder.isOpen) {
    if (text.trim() === '') return
    builder.open(kind, run.start, kind === 'heading' ? level : undefined)
  }
  let at = 0
  for (const { 0: reference, index } of text.matchAll(/&#?[0-9a-zA-Z]{1,32};/g)) {
    if (index > at) builder.copy(run.start + at, run.start + index)
    const start = run.start + index
    at = index + reference.length
    const decoded = decodeReference(reference)
    builder.replace({
      start,
      end: run.start + at,
      text: decoded,
      kind: 'character',
      rule: 'character-reference',
    })
  }
  if (at < text.length) builder.copy(run.start + at, run.end)
}
