import type { BlockContent, Root, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { joinBytes } from '../bounds/long-bytes.ts'
import { printName } from '../loading/metadata/print-name.ts'
import { itemNumber, noteLabel } from '../markup/block-marks.ts'
import { codeOf } from '../markup/inline.ts'
import { inlineOfBlock, type Markup, NO_MARKUP } from '../markup/marked-text.ts'
import { tableOf } from '../markup/table.ts'
import type { VersionBlock } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Body } from './body.ts'
import { lineOf, phrasing } from './markdown-phrasing.ts'

/**
 * A text with its structure as Markdown (CommonMark and GFM): title, byline and date at its head, and the markup of its
 * source. It is written as its parts come.
 */
export async function markdownText(
  work: Pick<WorkRecord, 'metadata'>,
  pages: AsyncIterable<readonly VersionBlock[]>,
  markup: Markup = NO_MARKUP,
): Promise<Body> {
  const labels = labelsOf(markup)
  const parts = [Buffer.from(head(work))]
  let before: VersionBlock | undefined
  for await (const page of pages) {
    parts.push(Buffer.from(between(before, page[0]!, markup) + print(nodesOf(page, markup, labels))))
    before = page.at(-1)
  }
  return { type: 'text/markdown; charset=utf-8', body: await joinBytes(parts) }
}

function print(children: RootContent[]): string {
  return toMarkdown({ type: 'root', children } as Root, { extensions: [gfmToMarkdown()] })
}

function head({ metadata: { title, authors, issued } }: Pick<WorkRecord, 'metadata'>): string {
  const lines = [authors.map(printName).join(', '), issued?.raw].filter(Boolean) as string[]
  return print([
    { type: 'heading', depth: 1, children: [{ type: 'text', value: title }] },
    ...lines.map((value): BlockContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
  ])
}

/** Items that follow on one another are of one list, also over two parts. */
function between(before: VersionBlock | undefined, after: VersionBlock, markup: Markup): string {
  const together =
    before?.kind === 'li' && after.kind === 'li' && isOrdered(before, markup) === isOrdered(after, markup)
  return together ? '' : '\n'
}

function isOrdered({ ordinal }: VersionBlock, { marks }: Markup): boolean {
  return itemNumber(marks.get(ordinal) ?? []) !== undefined
}

/** A note's label is written only where the note stands in the text, too. */
function labelsOf({ marks }: Markup): ReadonlySet<string> {
  return new Set([...marks.values()].map(noteLabel).filter((label) => label !== undefined))
}

function nodesOf(
  blocks: readonly VersionBlock[],
  markup: Markup,
  labels: ReadonlySet<string>,
): RootContent[] {
  const nodes: RootContent[] = []
  for (const block of blocks) {
    if (block.kind === 'li') addItem(nodes, block, { markup, labels })
    else nodes.push(nodeOf(block, { markup, labels }))
  }
  return nodes
}

interface Writing {
  markup: Markup
  labels: ReadonlySet<string>
}

function addItem(nodes: RootContent[], block: VersionBlock, writing: Writing): void {
  const start = itemNumber(writing.markup.marks.get(block.ordinal) ?? [])
  const item = { type: 'listItem' as const, spread: false, children: [paragraph(block, writing)] }
  const last = nodes.at(-1)
  if (last?.type === 'list' && last.ordered === (start !== undefined)) last.children.push(item)
  else
    nodes.push({
      type: 'list',
      ordered: start !== undefined,
      ...(start !== undefined && { start }),
      spread: false,
      children: [item],
    })
}

function nodeOf(block: VersionBlock, writing: Writing): RootContent {
  const marks = writing.markup.marks.get(block.ordinal) ?? []
  switch (block.kind) {
    case 'heading': {
      const depth = Math.min(6, (block.level ?? 1) + 1) as 2 | 3 | 4 | 5 | 6
      return {
        type: 'heading',
        depth,
        children: lineOf(phrasing(inlineOfBlock(block, writing.markup), writing.labels)),
      }
    }
    case 'blockquote':
    case 'verse':
    case 'epigraph':
      return { type: 'blockquote', children: [paragraph(block, writing)] }
    case 'pre':
      return { type: 'code', value: codeOf(inlineOfBlock(block, writing.markup)) }
    case 'note': {
      const label = noteLabel(marks)
      if (label === undefined) return paragraph(block, writing)
      return { type: 'footnoteDefinition', identifier: label, label, children: [paragraph(block, writing)] }
    }
    case 'table': {
      const rows = tableOf(block.text, marks)
      if (marks.length === 0 || rows.length === 0) return paragraph(block, writing)
      return {
        type: 'table',
        children: rows.map((row) => ({
          type: 'tableRow',
          children: row.map((cell) => ({
            type: 'tableCell',
            children: lineOf(phrasing(cell, writing.labels)),
          })),
        })),
      }
    }
    default:
      return paragraph(block, writing)
  }
}

/** Words of which Markdown could take nothing for its own, as most paragraphs are. */
const PLAIN = /^[^\\`*_[\]<>#~|&@:\d\s+=-][^\\`*_[\]<>#~|&@:]*[^\\`*_[\]<>#~|&@:\s]$/
const ADDRESS = /www\./i

function paragraph(block: VersionBlock, { markup, labels }: Writing): BlockContent {
  const { text, ordinal } = block
  // Most are written as they are: to look for what must be escaped takes much longer.
  if (!markup.marks.has(ordinal) && PLAIN.test(text) && !ADDRESS.test(text))
    return { type: 'html', value: text }
  return { type: 'paragraph', children: phrasing(inlineOfBlock(block, markup), labels) }
}
