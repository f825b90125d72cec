import type { BlockContent, Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { authorNames } from '../../citing/names.ts'
import type { BlockRecord } from '../../store/versions.ts'
import type { WorkRecord } from '../../store/works.ts'
import { plain, type Representation } from '../representation.ts'

/** A text of a work in one of its reading forms. */
export function workText(
  work: WorkRecord,
  blocks: readonly BlockRecord[],
  type: 'text/plain' | 'text/markdown',
): Pick<Representation, 'type' | 'body'> {
  return type === 'text/plain'
    ? plain(readingText(blocks))
    : { type: 'text/markdown; charset=utf-8', body: readingMarkdown(work, blocks) }
}

/** The reading text: the blocks with a blank line between them, without head or notes of ours. */
function readingText(blocks: readonly BlockRecord[]): string {
  return blocks.map((block) => block.text).join('\n\n')
}

/** The text with its structure as CommonMark: title, byline and date at its head. */
function readingMarkdown(work: WorkRecord, blocks: readonly BlockRecord[]): string {
  const { title, authors, issued } = work.metadata
  const head = [authors.map(authorNames).join(', '), issued?.raw].filter(Boolean) as string[]
  const root: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: title }] },
      ...head.map(paragraph),
      ...blocks.map(markdownBlock),
    ],
  }
  return toMarkdown(root, { extensions: [gfmToMarkdown()] })
}

function markdownBlock({ kind, level, text }: BlockRecord): BlockContent {
  switch (kind) {
    case 'heading': {
      const depth = Math.min(6, (level ?? 1) + 1) as 2 | 3 | 4 | 5 | 6
      return { type: 'heading', depth, children: [{ type: 'text', value: text }] }
    }
    case 'blockquote':
    case 'verse':
    case 'epigraph':
      return { type: 'blockquote', children: [paragraph(text)] }
    case 'li':
      return { type: 'list', children: [{ type: 'listItem', children: [paragraph(text)] }] }
    case 'pre':
      return { type: 'code', value: text }
    default:
      return paragraph(text)
  }
}

function paragraph(text: string): BlockContent {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}
