/** Comments and elements of HTML that mark pages, with the number that an element may hold. */
import type { Span } from '../../loading/draft.ts'
import { markOfComment, pageWords } from './marks.ts'
import type { PageSpan } from './spans.ts'
import { markOfTag } from './tags.ts'

/** Characters behind a tag in which its element ends, where it holds no more than a number. */
const LONGEST_CONTENT = 200

/** The mark that a comment or opening tag at a place of the source is, up to the end of its element where that holds no text. */
export function pageElement(source: string, { start, end }: Span): PageSpan | undefined {
  const markup = source.slice(start, end)
  if (markup.startsWith('<!--')) {
    const mark = markOfComment(markup)
    return mark && { start, end, mark }
  }
  const mark = markOfTag(markup)
  if (mark === undefined) return undefined
  if (markup.endsWith('/>')) return { start, end, mark }
  const content = contentOf(source, end, /^<([\w:-]+)/.exec(markup)![1]!)
  const words = content && pageWords(source.slice(end, content.end))
  if (content === undefined || words === undefined) return { start, end, mark }
  const { isBehind: _, ...whole } = mark
  return { start, end: content.closed, mark: { ...words, ...whole } }
}

/** Where the content of an element ends, and its closing tag; undefined where that is far, or behind a blank line. */
function contentOf(source: string, from: number, name: string): { end: number; closed: number } | undefined {
  const near = source.slice(from, from + LONGEST_CONTENT).replace(/\n[ \t]*\n.*/s, '')
  let depth = 1
  for (const { index, 0: tag, 1: slash } of near.matchAll(
    new RegExp(`<(/?)${name}(?=[\\s>])[^<>]{0,${LONGEST_CONTENT}}>`, 'gi'),
  )) {
    depth += slash === '/' ? -1 : 1
    if (depth === 0) return { end: from + index, closed: from + index + tag.length }
  }
  return undefined
}
