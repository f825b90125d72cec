import type { BlockContent, List, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { printName } from '../loading/metadata/print-name.ts'
import type { VersionBlock } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Body } from './body.ts'

/** A form in which a text is read: what stands before it, some of its blocks, and what stands between two parts. */
interface ReadingForm {
  head: (work: WorkRecord) => string
  blocks: (blocks: readonly VersionBlock[]) => string
  /** `before` is undefined at the beginning of the text. */
  between: (before: VersionBlock | undefined, after: VersionBlock) => string
}

/** The blocks with a blank line between them, without head or notes of ours. */
const PLAIN: ReadingForm = {
  head: () => '',
  blocks: (blocks) => blocks.map(({ text }) => text).join('\n\n'),
  between: (before) => (before ? '\n\n' : ''),
}

/** The text with its structure as CommonMark: title, byline and date at its head. */
const MARKDOWN: ReadingForm = {
  head: ({ metadata: { title, authors, issued } }) => {
    const lines = [authors.map(printName).join(', '), issued?.raw].filter(Boolean) as string[]
    return print([
      { type: 'heading', depth: 1, children: [{ type: 'text', value: title }] },
      ...lines.map(paragraph),
    ])
  },
  blocks: (blocks) => print(blocks.reduce(withBlock, [])),
  between: (before, after) => (before?.kind === 'li' && after.kind === 'li' ? '' : '\n'),
}

/** A text of a work in one of its reading forms, written as its parts come. */
export async function workText(
  work: WorkRecord,
  pages: AsyncIterable<readonly VersionBlock[]>,
  type: 'text/plain' | 'text/markdown',
): Promise<Body> {
  const form = type === 'text/plain' ? PLAIN : MARKDOWN
  const parts = [Buffer.from(form.head(work))]
  let before: VersionBlock | undefined
  for await (const part of pages) {
    parts.push(Buffer.from(form.between(before, part[0]!) + form.blocks(part)))
    before = part.at(-1)
  }
  return { type: `${type}; charset=utf-8`, body: Buffer.concat(parts) }
}

function print(children: RootContent[]): string {
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()] })
}

/** Items that follow on one another are of one list. */
function withBlock(nodes: RootContent[], block: VersionBlock): RootContent[] {
  if (block.kind !== 'li') nodes.push(markdownBlock(block))
  else {
    const item: List['children'][number] = {
      type: 'listItem',
      spread: false,
      children: [paragraph(block.text)],
    }
    const last = nodes.at(-1)
    if (last?.type === 'list') last.children.push(item)
    else nodes.push({ type: 'list', spread: false, children: [item] })
  }
  return nodes
}

function markdownBlock({ kind, level, text }: VersionBlock): BlockContent {
  switch (kind) {
    case 'heading': {
      const depth = Math.min(6, (level ?? 1) + 1) as 2 | 3 | 4 | 5 | 6
      return { type: 'heading', depth, children: [{ type: 'text', value: text }] }
    }
    case 'blockquote':
    case 'verse':
    case 'epigraph':
      return { type: 'blockquote', children: [paragraph(text)] }
    case 'pre':
      return { type: 'code', value: text }
    default:
      return paragraph(text)
  }
}

function paragraph(text: string): BlockContent {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}
