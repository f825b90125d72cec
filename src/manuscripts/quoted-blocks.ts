/** Which blocks of a manuscript are set off as quotations. Blocks of one quotation have one number, others null. */
import type { Draft, DraftBlock, Piece } from '../loading/draft.ts'
import { lastWhere } from './last-where.ts'
import { lineStartsOf } from './source-places.ts'

/** Columns by which plain text sets a quotation off. */
const INDENT = 4

const BLANK_LINE = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/

/**
 * Markdown: what begins behind a `>`, or within the tag `<blockquote>`. A blank line without `>` ends a quotation.
 * GitHub's alerts (`> [!NOTE]`) are none.
 */
export function quotedInMarkdown({ source, blocks, asides }: Draft): (number | null)[] {
  const markup = [...asides, ...blocks.flatMap(({ pieces }) => pieces)].filter(({ op }) => op === 'drop')
  const prefixes = markup
    .filter(({ rule, start, end }) => rule === 'block-quote' && source.slice(start, end).includes('>'))
    .sort((a, b) => a.start - b.start)
  const tags = quotationTags(source, markup)
  const lineStarts = lineStartsOf(source)
  const isQuoted = ({ start }: DraftBlock): boolean => {
    const prefix = prefixes[lastWhere(prefixes.length, (at) => prefixes[at]!.end <= start)]
    const line = lineStarts[lastWhere(lineStarts.length, (at) => lineStarts[at]! <= start)]!
    return prefix !== undefined && prefix.start >= line
  }
  const numbers = groups(blocks, (block, before) => {
    const tag = tags[lastWhere(tags.length, (at) => tags[at]!.at <= block.start)]
    if (tag && tag.depth > 0) return `tag ${tag.outermost}`
    if (!isQuoted(block)) return null
    return before !== undefined && isQuoted(before) && !BLANK_LINE.test(source.slice(before.end, block.start))
      ? 'same'
      : 'new'
  })
  const alerts = new Set(
    numbers.filter((number, at) => number !== numbers[at - 1] && ALERT.test(blocks[at]!.text)),
  )
  return numbers.map((number) => (alerts.has(number) ? null : number))
}

const ALERT = /^\[![A-Za-z]+\]/

/** Plain text: paragraphs of which every line is indented, where not all paragraphs of the text are. */
export function quotedInPlain({ source, blocks }: Draft): (number | null)[] {
  const lineStarts = lineStartsOf(source)
  const indents = blocks.map((block, at) => {
    const line = lineStarts[lastWhere(lineStarts.length, (index) => lineStarts[index]! <= block.start)]!
    return indentsOf(source, Math.max(line, blocks[at - 1]?.end ?? 0), block.end)
  })
  const indented = indents.map((lines) => lines.every((indent) => indent >= INDENT))
  const firstLines = indents.some(([first, ...rest]) => rest.some((indent) => indent + INDENT <= first!))
  const isQuoted = (at: number) => indented[at]! && !(firstLines && indents[at]!.length === 1)
  const all = indented.every(Boolean)
  return groups(blocks, (_block, _before, at) => {
    if (all || !isQuoted(at)) return null
    return at > 0 && isQuoted(at - 1) ? 'same' : 'new'
  })
}

/** Numbers runs of blocks: `null` is in none, `same` goes on in that of the block before, any other name is its own. */
function groups(
  blocks: readonly DraftBlock[],
  nameOf: (block: DraftBlock, before: DraftBlock | undefined, at: number) => string | null,
): (number | null)[] {
  let number = -1
  let last: string | null = null
  return blocks.map((block, at) => {
    const name = nameOf(block, blocks[at - 1], at)
    if (name === 'new' || (name !== 'same' && name !== last)) number++
    last = name === 'same' ? last : name
    return name === null ? null : number
  })
}

/** Where the depth of `<blockquote>` changes. */
function quotationTags(
  source: string,
  markup: readonly Piece[],
): { at: number; depth: number; outermost: number }[] {
  const changes: { at: number; depth: number; outermost: number }[] = []
  let depth = 0
  let outermost = 0
  for (const { start, end } of markup
    .filter(({ rule }) => rule === 'html')
    .sort((a, b) => a.start - b.start)) {
    for (const tag of source.slice(start, end).matchAll(/<(\/?)blockquote\b/gi)) {
      const at = start + tag.index
      if (tag[1] === '' && depth++ === 0) outermost = at
      else if (tag[1] !== '') depth = Math.max(0, depth - 1)
      changes.push({ at, depth, outermost })
    }
  }
  return changes
}

/** The columns before each line of a run of the source that has words. */
function indentsOf(source: string, start: number, end: number): number[] {
  return Array.from(source.slice(start, end).matchAll(/([^\S\r\n]*)[^\r\n]+/g), ([, white]) =>
    Array.from(white!).reduce((columns, char) => columns + (char === '\t' ? INDENT : 1), 0),
  )
}
