/** Which blocks of a Markdown text are set off as quotations. */

import type { Draft, DraftBlock, Piece } from '../../loading/draft.ts'
import { lastWhere } from '../../text/last-where.ts'
import { lineStartsOf } from '../../text/line-starts.ts'
import { quotationNumbers } from '../quotation-numbers.ts'

const BLANK_LINE = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/

/**
 * What begins behind a `>`, or within the tag `<blockquote>`. A blank line without `>` ends a quotation.
 * GitHub's alerts (`> [!NOTE]`) are none, Obsidian's callouts of the kinds `quote` and `cite` are.
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
  const numbers = quotationNumbers(blocks, (block, before) => {
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

const ALERT = /^\[!(?!(?:quote|cite|blockquote)\b)[A-Za-z][^\]]{0,60}\]/i

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
