import { Styles } from './quotation-style.ts'
import type { XmlReader } from './xml.ts'

type Attributes = ReadonlyMap<string, string>

/** Elements of HTML that a style of characters stands for, by property and value (ISO/IEC 26300-1, 20). */
const INLINE: readonly (readonly [property: string, value: RegExp, element: string])[] = [
  ['fo:font-style', /^(?:italic|oblique)$/, 'em'],
  ['fo:font-weight', /^(?:bold|[6-9]00)$/, 'strong'],
  ['style:text-position', /^(?:super|[1-9])/, 'sup'],
  ['style:text-position', /^(?:sub|-[1-9])/, 'sub'],
]

/** The styles of an OpenDocument text, as far as they say what a paragraph, a run or a list is. */
export class OdtStyles implements XmlReader {
  readonly paragraphs = new Styles()
  readonly #inline = new Map<string, string[]>()
  readonly #parents = new Map<string, string>()
  /** By the list's style and the level, counted from 1: how items are numbered; undefined of those that are not. */
  readonly #numbering = new Map<string, Map<string, string | undefined>>()
  #style = ''
  #list = ''

  enter(name: string, attributes: Attributes): void {
    if (name === 'style:style') this.#add(attributes)
    else if (name === 'style:text-properties') this.#addProperties(attributes)
    else if (name === 'text:list-style') this.#list = attributes.get('style:name') ?? ''
    else if (name.startsWith('text:list-level-style-')) this.#addLevel(name, attributes)
  }

  leave(name: string): void {
    if (name === 'style:style') this.#style = ''
  }

  /** Elements that a run in this style stands in. */
  elementsOf(style: string): readonly string[] {
    for (let at: string | undefined = style; at !== undefined; at = this.#parents.get(at)) {
      const elements = this.#inline.get(at)
      if (elements) return elements
    }
    return []
  }

  /** Whether the items of a list have numbers, and which (`1`, `a`, `A`, `i` or `I`). */
  numberingOf(list: string, level: number): string | undefined {
    return this.#numbering.get(list)?.get(String(level))
  }

  #add(attributes: Attributes): void {
    const id = attributes.get('style:name') ?? ''
    const parent = attributes.get('style:parent-style-name')
    this.#style = id
    this.paragraphs.add(id, attributes.get('style:display-name') ?? id, parent)
    if (parent !== undefined && parent !== id && !this.#parents.has(parent)) this.#parents.set(id, parent)
  }

  #addProperties(attributes: Attributes): void {
    if (this.#style === '') return
    const elements = INLINE.filter(([property, value]) => value.test(attributes.get(property) ?? ''))
    if (elements.length > 0)
      this.#inline.set(
        this.#style,
        elements.map(([, , element]) => element),
      )
  }

  #addLevel(name: string, attributes: Attributes): void {
    const levels = this.#numbering.get(this.#list) ?? new Map<string, string | undefined>()
    this.#numbering.set(this.#list, levels)
    const format = attributes.get('style:num-format')
    levels.set(attributes.get('text:level') ?? '', name.endsWith('number') && format ? format : undefined)
  }
}
