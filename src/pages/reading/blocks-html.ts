import { nextTurn } from '../../bounds/next-turn.ts'
import { itemNumber, noteLabel } from '../../markup/block-marks.ts'
import type { Inline } from '../../markup/inline.ts'
import { inlineOfBlock, type MarkedText } from '../../markup/marked-text.ts'
import type { SourceMark } from '../../markup/source-marks.ts'
import { tableOf } from '../../markup/table.ts'
import type { VersionBlock } from '../../store/versions.ts'
import type { Urls } from '../../wire/urls.ts'
import { here } from '../here.ts'
import { element, type Html, html, type Value } from '../html.ts'
import { WORDS } from '../words/words.ts'
import { inlineHtml, noteId } from './inline-html.ts'

/** A block with what is written of it. */
interface Shown {
  block: VersionBlock
  marks: readonly SourceMark[]
  inline: Inline[]
}

/** Blocks written at a time: a few milliseconds of work. */
const AT_ONCE = 200

/**
 * The blocks of a text, some at a time, between which others have their turn. Each has an id, and those that are counted a link
 * to their permanent addresses.
 */
export async function blocksHtml(urls: Urls, text: MarkedText): Promise<Buffer[]> {
  const paragraphs = here(urls.paragraph(''))
  const written: Buffer[] = []
  for (let from = 0; from < text.blocks.length; ) {
    if (from > 0) await nextTurn()
    const to = endOfPart(text.blocks, from + AT_ONCE)
    written.push(Buffer.from(partHtml(paragraphs, text, { from, to }).text))
    from = to
  }
  return written
}

/** Where a part may end: not within a list, unless that is long. */
function endOfPart(blocks: readonly VersionBlock[], to: number): number {
  let end = to
  while (end < Math.min(blocks.length, to + AT_ONCE) && blocks[end]!.kind === 'li') end++
  return end
}

function partHtml(paragraphs: string, text: MarkedText, { from, to }: { from: number; to: number }): Html {
  const written: Html[] = []
  let items: Shown[] = []
  const endList = () => {
    if (items.length > 0) written.push(list(paragraphs, items))
    items = []
  }
  for (const block of text.blocks.slice(from, to)) {
    const marks = text.marks.get(block.ordinal) ?? []
    const shown = { block, marks, inline: inlineOfBlock(block, text) }
    if (block.kind !== 'li') {
      endList()
      written.push(blockHtml(paragraphs, shown))
    } else {
      if (items.length > 0 && isOrdered(items[0]!) !== isOrdered(shown)) endList()
      items.push(shown)
    }
  }
  endList()
  return html`${written}`
}

/** The id of a block's element: the paragraph's own, which stays the same in later versions. */
export function blockId({ paragraph, ordinal }: Pick<VersionBlock, 'paragraph' | 'ordinal'>): string {
  return paragraph ?? `b${ordinal}`
}

function blockHtml(paragraphs: string, { block, marks, inline }: Shown): Html {
  const id = blockId(block)
  const words = inlineHtml(inline)
  switch (block.kind) {
    case 'heading': {
      // The page's own heading is the title.
      const name = `h${Math.min(6, (block.level ?? 1) + 1)}`
      return element(name, html` id="${id}" data-place dir="auto"`, words)
    }
    case 'blockquote':
    case 'epigraph':
      return part(paragraphs, block, html`<blockquote><p data-place dir="auto">${words}</p></blockquote>`)
    case 'verse':
      return part(paragraphs, block, html`<p class="verse" data-place dir="auto">${words}</p>`)
    case 'pre':
      return part(paragraphs, block, html`<pre data-place tabindex="0" dir="ltr"><code>${words}</code></pre>`)
    case 'table':
      return part(paragraphs, block, table(block.text, marks))
    case 'note':
      return note(block, { marks, words })
    default:
      return part(paragraphs, block, html`<p data-place dir="auto">${words}</p>`)
  }
}

function part(paragraphs: string, block: VersionBlock, content: Html): Html {
  return html`<div class="part" id="${blockId(block)}">${number(paragraphs, block)}${content}</div>
`
}

function number(paragraphs: string, { number, paragraph }: VersionBlock): Value {
  if (number === null || paragraph === null) return null
  return html`<a class="number" href="${paragraphs}${paragraph}" aria-label="${WORDS.reading.paragraph} ${number}">${number}</a>`
}

function list(paragraphs: string, items: readonly Shown[]): Html {
  const written = items.map(({ block, marks, inline }) => {
    const id = blockId(block)
    const value = itemNumber(marks)
    const words = html`<span data-place dir="auto">${inlineHtml(inline)}</span>`
    return html`<li class="part" id="${id}"${value !== undefined && html` value="${value}"`}>${number(paragraphs, block)}${words}</li>
`
  })
  return isOrdered(items[0]!) ? html`<ol>${written}</ol>` : html`<ul>${written}</ul>`
}

function isOrdered({ marks }: Shown): boolean {
  return itemNumber(marks) !== undefined
}

function table(text: string, marks: readonly SourceMark[]): Html {
  const [head, ...rows] = tableOf(text, marks)
  const cells = (row: readonly Inline[][], name: 'th' | 'td') =>
    row.map((cell) => element(name, html` dir="auto"`, inlineHtml(cell)))
  return html`<table tabindex="0">${head && html`<tr>${cells(head, 'th')}</tr>`}${rows.map((row) => html`<tr>${cells(row, 'td')}</tr>`)}</table>`
}

function note(block: VersionBlock, { marks, words }: { marks: readonly SourceMark[]; words: Html }): Html {
  const label = noteLabel(marks)
  const place = blockId(block)
  const id = label === undefined ? place : noteId(label)
  return html`<div class="part note" id="${id}">${label && html`<span class="note-label" aria-hidden="true">${label}</span> `}<p data-place="${place}" dir="auto">${words}</p></div>
`
}
