import { itemNumber, noteLabel } from '../markup/block-marks.ts'
import { codeOf, type Inline } from '../markup/inline.ts'
import { inlineOfBlock, type Markup } from '../markup/marked-text.ts'
import { tableOf } from '../markup/table.ts'
import type { Numbering } from '../numbering/numbering.ts'
import type { VersionBlock } from '../store/versions.ts'
import { xmlNode, xmlTag, xmlText } from '../text/xml.ts'
import { inlineTei, linesOf, type NoteIds, wordOf } from './inline.ts'

/** What blocks are written with beside themselves. */
export interface BlockContext {
  markup: Markup
  notes: NoteIds
  /** Second numberings of the version's paragraphs. */
  numberings: readonly Numbering[]
}

/** The `xml:id` of a block: names of XML begin with a letter, which an id of ours need not. */
export function teiId({ paragraph, ordinal }: Pick<VersionBlock, 'paragraph' | 'ordinal'>): string {
  return paragraph === null ? `b-${ordinal}` : `p-${paragraph}`
}

/** The notes that a text has, by their labels. */
export function noteIds(blocks: readonly VersionBlock[], { marks }: Markup): NoteIds {
  const ids = new Map<string, string>()
  for (const block of blocks) {
    if (block.kind !== 'note') continue
    const label = noteLabel(marks.get(block.ordinal) ?? [])
    if (label !== undefined && !ids.has(label)) ids.set(label, teiId(block))
  }
  return ids
}

/**
 * Writes blocks in reading order as the content of TEI's `body`: headings open divisions, items of lists stand in one,
 * and a place of a second numbering begins with a milestone.
 */
export class BlockWriter {
  readonly #context: BlockContext
  /** Levels of the divisions that are open. */
  readonly #divisions: number[] = []
  #list: 'ordered' | 'unordered' | undefined
  /** Is nothing in this division yet that an epigraph may not follow? */
  #atTop = true
  readonly #places: ReadonlyMap<number, readonly (readonly [unit: string, n: string])[]>

  constructor(context: BlockContext) {
    this.#context = context
    this.#places = placesOf(context.numberings)
  }

  write(block: VersionBlock): string {
    if (block.kind === 'heading') return this.#heading(block)
    if (block.kind === 'li') return this.#item(block)
    const { number } = block
    const before = this.#endList() + (number === null ? '' : this.#milestones(number))
    const isEpigraph = block.kind === 'epigraph' && this.#atTop
    this.#atTop &&= isEpigraph
    return `${before}${this.#block(block, isEpigraph)}\n`
  }

  /** Closes what is open. */
  end(): string {
    return this.#endList() + '</div>\n'.repeat(this.#divisions.splice(0).length)
  }

  #heading(block: VersionBlock): string {
    const level = block.level ?? 1
    let written = this.#endList()
    while (this.#divisions.length > 0 && this.#divisions.at(-1)! >= level) {
      this.#divisions.pop()
      written += '</div>\n'
    }
    this.#divisions.push(level)
    this.#atTop = true
    return `${written}<div>\n${xmlNode('head', this.#inline(block), { 'xml:id': teiId(block) })}\n`
  }

  #item(block: VersionBlock): string {
    const value = itemNumber(this.#marksOf(block))
    const list = value === undefined ? 'unordered' : 'ordered'
    const begin = this.#list === list ? '' : this.#endList() + xmlTag('list', { rend: list })
    this.#list = list
    this.#atTop = false
    const label = value === undefined ? '' : xmlNode('label', `${value}.`)
    const content = (block.number === null ? '' : this.#milestones(block.number)) + this.#inline(block)
    return `${begin}${label}${xmlNode('item', content, this.#named(block))}\n`
  }

  #endList(): string {
    if (this.#list === undefined) return ''
    this.#list = undefined
    return '</list>\n'
  }

  #block(block: VersionBlock, isEpigraph: boolean): string {
    const named = this.#named(block)
    switch (block.kind) {
      case 'blockquote':
        return xmlNode('quote', xmlNode('p', this.#inline(block)), named)
      case 'epigraph':
        return isEpigraph
          ? xmlNode('epigraph', xmlNode('p', this.#inline(block)), named)
          : xmlNode('quote', xmlNode('p', this.#inline(block)), { ...named, rend: 'epigraph' })
      case 'verse':
        return xmlNode('lg', this.#lines(block), named)
      case 'pre':
        return xmlNode('eg', xmlText(codeOf(this.#nodes(block))), { ...named, 'xml:space': 'preserve' })
      case 'table':
        return this.#table(block)
      case 'note':
        return xmlNode('note', xmlNode('p', this.#inline(block)), {
          ...named,
          n: wordOf(noteLabel(this.#marksOf(block)) ?? ''),
        })
      case 'caption':
        return xmlNode('p', this.#inline(block), { ...named, rend: 'caption' })
      default:
        return xmlNode('p', this.#inline(block), named)
    }
  }

  #lines(block: VersionBlock): string {
    const lines = linesOf(this.#nodes(block))
    return lines.map((line) => xmlNode('l', this.#spans(line))).join('')
  }

  #table(block: VersionBlock): string {
    const rows = tableOf(block.text, this.#marksOf(block))
    if (rows.length === 0) return xmlNode('p', xmlText(block.text), this.#named(block))
    const written = rows.map((row, at) => {
      const cells = row.map((cell) => xmlNode('cell', this.#spans(cell)))
      return xmlNode('row', cells.join(''), { role: at === 0 && rows.length > 1 ? 'label' : 'data' })
    })
    return xmlNode('table', written.join('\n'), this.#named(block))
  }

  #inline(block: VersionBlock): string {
    return this.#spans(this.#nodes(block))
  }

  #nodes(block: VersionBlock): Inline[] {
    return inlineOfBlock(block, this.#context.markup)
  }

  #spans(nodes: readonly Inline[]): string {
    return inlineTei(nodes, this.#context.notes)
  }

  #marksOf({ ordinal }: VersionBlock) {
    return this.#context.markup.marks.get(ordinal) ?? []
  }

  #named(block: VersionBlock) {
    return { 'xml:id': teiId(block), n: block.number === null ? undefined : String(block.number) }
  }

  #milestones(number: number): string {
    const places = this.#places.get(number) ?? []
    return places.map(([unit, n]) => xmlNode('milestone', '', { unit, n })).join('')
  }
}

/** Where the places of second numberings begin, by the numbers of paragraphs. */
function placesOf(numberings: readonly Numbering[]): Map<number, [unit: string, n: string][]> {
  const places = new Map<number, [string, string][]>()
  for (const { label, runs } of numberings)
    for (const { from, value } of runs) {
      const here = places.get(from)
      if (here) here.push([label, value])
      else places.set(from, [[label, value]])
    }
  return places
}
