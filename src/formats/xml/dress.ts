/** Dresses a document of XML as a page: its elements get the names and attributes of those of HTML that they are read as. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html as spec } from 'parse5'
import { NOTE_LABEL } from '../html/html-walk.ts'
import { isElement, isText, type Node, type ParentNode } from '../html/tree.ts'
import type { PageGuide } from '../html/walk-page.ts'
import type { Unread } from '../source-sink.ts'
import { given } from './told.ts'
import type { Meaning, Vocabulary } from './vocabulary.ts'
import { located, type XmlElement } from './xml-tree.ts'

/** What the walk over the page must know. */
export interface XmlGuide extends PageGuide {
  leftOut: Map<Node, Unread>
  shown: Map<XmlElement, string>
  later: Set<XmlElement>
}

type TextNode = DefaultTreeAdapterMap['textNode']

const BLANK: Unread = { kind: 'white-space', role: 'separator', rule: 'white-space' }

/** Dresses all elements of a document, in their order. */
export function dress(root: XmlElement, vocabulary: Vocabulary): XmlGuide {
  const dressing = new Dressing(vocabulary)
  dressing.visit(root, 0)
  return dressing.guide
}

class Dressing {
  readonly guide: XmlGuide = {
    ...{ leftOut: new Map(), layout: new Set(), said: new Map() },
    ...{ shown: new Map(), later: new Set(), tellsTags: true },
  }
  readonly #vocabulary: Vocabulary
  #notes = 0
  /** Breaks that words go on over. */
  readonly #unbroken = new Set<Node>()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  visit(element: XmlElement, depth: number): void {
    const { meanings, sections, runs = [] } = this.#vocabulary
    const found = Object.hasOwn(meanings, element.named) ? meanings[element.named]! : 'span'
    const meaning = typeof found === 'string' ? found : found(element)
    if (BREAKS.has(element.named) && given(element, 'break') === 'no') this.#unbroken.add(element)
    const inner = depth + (sections.has(element.named) ? 1 : 0)
    for (const child of element.childNodes) if (isElement(child)) this.visit(child as XmlElement, inner)
    this.#joinOverBreaks(element)
    for (const { of, within, as } of runs)
      if (!within || within.has(element.named)) this.#wrap(element, of, as)
    this.#dress(element, meaning, inner)
  }

  #dress(element: XmlElement, said: Meaning, depth: number): void {
    const isApart = said.startsWith('~')
    const meaning = isApart ? said.slice(1) : said
    if (isApart && touches(element)) this.guide.shown.set(element, ' ')
    if (meaning.startsWith('!')) this.#leaveOut(element, meaning.slice(1))
    else if (meaning.startsWith('"')) {
      element.tagName = 'span'
      element.nodeName = 'span'
      this.guide.shown.set(element, meaning.slice(1))
    } else this.#name(element, meaning, depth)
  }

  #leaveOut(element: XmlElement, kind: string): void {
    this.guide.leftOut.set(element, {
      kind,
      role: kind.startsWith('page-') ? 'furniture' : 'markup',
      rule: `element-${element.named.slice(0, 40)}`,
    })
  }

  #name(element: XmlElement, meaning: Meaning, depth: number): void {
    const [name = 'span', className] = meaning.split('.')
    const more: [string, string][] = className ? [['class', className]] : []
    if (name === 'heading') element.tagName = `h${Math.min(6, Math.max(1, depth))}`
    else if (name === 'note' || name === 'body-of-note') more.push(...this.#note(element, name))
    else if (name === 'call') more.push(...this.#call(element))
    else if (name === 'space' || name === 'line') {
      element.tagName = 'span'
      if (name === 'line') this.#line(element)
      else if (element.parentNode) this.guide.shown.set(element, ' ')
    } else element.tagName = name
    element.nodeName = element.tagName
    this.#addAttributes(element, more)
  }

  /** Only what HTML means by them is left of the attributes of a vocabulary. */
  #addAttributes(element: XmlElement, more: readonly [string, string][]): void {
    const kept = element.attrs.filter(({ name }) => KEPT.has(name))
    const href = given(element, 'href') ?? given(element, 'target') ?? given(element, 'url')
    const start = given(element, 'start') ?? given(element, 'startingnumber')
    if (element.tagName === 'a' && href && !more.some(([name]) => name === 'href'))
      more = [...more, ['href', href]]
    if (element.tagName === 'ol' && start) more = [...more, ['start', start]]
    const value = given(element, 'n') ?? given(element, 'override')
    if (element.tagName === 'li' && value && /^\d{1,9}\.?$/.test(value)) more = [...more, ['value', value]]
    element.attrs = [...kept, ...more.map(([name, each]) => ({ name, value: each }))]
  }

  #note(element: XmlElement, name: string): [string, string][] {
    const id = idOf(element) ?? `note ${++this.#notes}`
    element.tagName = 'aside'
    if (name === 'note') this.guide.later.add(element)
    const label =
      given(element, 'n') ?? given(element, 'label') ?? given(element, 'symbol') ?? labelIn(element)
    const printed = label ?? (name === 'note' ? `${++this.#notes}` : id)
    return [
      ['role', 'doc-footnote'],
      ['id', id],
      [NOTE_LABEL, printed.slice(0, 50)],
    ]
  }

  #call(element: XmlElement): [string, string][] {
    element.tagName = 'a'
    const target = given(element, 'rid') ?? given(element, 'linkend') ?? given(element, 'target') ?? ''
    const id = target.replace(/^#/, '').split(/\s/)[0]!
    const label = textOf(element)
      .replace(/[\s[\]()]/g, '')
      .slice(0, 50)
    return [
      ['role', 'doc-noteref'],
      ['href', `#${encodeURIComponent(id)}`],
      [NOTE_LABEL, label || id],
    ]
  }

  /** A line of verse begins behind another. */
  #line(element: XmlElement): void {
    this.guide.shown.set(element, '\n')
    const blank = this.#cutBlank(element.childNodes.at(-1), 'end')
    if (blank) element.childNodes.push(blank)
  }

  /** A word goes on over a break: what is blank beside it was set in the source alone. */
  #joinOverBreaks(element: XmlElement): void {
    const all = element.childNodes
    if (!all.some((child) => this.#unbroken.has(child))) return
    element.childNodes = all.flatMap((child, at) => {
      const before = this.#isUnbroken(all[at - 1]) ? this.#cutBlank(child, 'start') : undefined
      const after = this.#isUnbroken(all[at + 1]) ? this.#cutBlank(child, 'end') : undefined
      return [before ?? [], child, after ?? []].flat()
    })
  }

  #isUnbroken(node: Node | undefined): boolean {
    return node !== undefined && this.#unbroken.has(node)
  }

  /** Cuts the white space off a text, as a node of its own that is no word. */
  #cutBlank(node: Node | undefined, where: 'start' | 'end'): TextNode | undefined {
    if (!node || !isText(node)) return undefined
    const { startOffset: start, endOffset: end } = node.sourceCodeLocation!
    const kept = where === 'end' ? node.value.trimEnd() : node.value.trimStart()
    const blank = node.value.length - kept.length
    if (blank === 0 || end - start !== node.value.length) return undefined
    const cut = where === 'end' ? end - blank : start + blank
    const dropped = defaultTreeAdapter.createTextNode(' ')
    dropped.sourceCodeLocation = where === 'end' ? located(cut, end) : located(start, cut)
    dropped.parentNode = node.parentNode
    node.value = kept
    node.sourceCodeLocation = where === 'end' ? located(start, cut) : located(cut, end)
    this.guide.leftOut.set(dropped, BLANK)
    return dropped
  }

  /** Puts elements that follow one another into one of their own. */
  #wrap(parent: XmlElement, of: ReadonlySet<string>, as: Meaning): void {
    const isMember = (node: Node) => isElement(node) && of.has((node as XmlElement).named)
    if (!parent.childNodes.some(isMember)) return
    const children: ParentNode['childNodes'] = []
    let run: ParentNode['childNodes'] = []
    /** How many of the run there are up to its last member. */
    let members = 0
    const flush = () => {
      if (members > 0) children.push(this.#wrapped(parent, run.slice(0, members), as))
      for (const child of run.slice(members)) children.push(child)
      run = []
      members = 0
    }
    for (const child of parent.childNodes) {
      if (isMember(child)) members = run.length + 1
      else if (members === 0 || !isBetween(child)) {
        flush()
        children.push(child)
        continue
      }
      run.push(child)
    }
    flush()
    parent.childNodes = children
  }

  #wrapped(parent: XmlElement, run: ParentNode['childNodes'], as: Meaning): XmlElement {
    const wrapper = defaultTreeAdapter.createElement('div', spec.NS.HTML, []) as XmlElement
    const [start, end] = [run[0]!.sourceCodeLocation!.startOffset, run.at(-1)!.sourceCodeLocation!.endOffset]
    wrapper.named = ''
    wrapper.parentNode = parent
    wrapper.sourceCodeLocation = {
      ...located(start, end),
      startTag: located(start, start),
      endTag: located(end, end),
    }
    wrapper.childNodes = run
    for (const child of run) {
      child.parentNode = wrapper
      if (isText(child)) this.guide.leftOut.set(child, BLANK)
    }
    this.#dress(wrapper, as, depthOf(parent, this.#vocabulary.sections))
    return wrapper
  }
}

const BREAKS = new Set(['lb', 'pb', 'cb', 'gb', 'milestone'])
const KEPT = new Set(['xml:lang', 'lang', 'alttext', 'reversed'])
const BETWEEN = new Set(['pb', 'lb', 'cb', 'gb', 'milestone', 'anchor', 'note', 'fw', 'index', 'verse'])

function isBetween(node: Node): boolean {
  if (isText(node)) return node.value.trim() === ''
  return !isElement(node) || BETWEEN.has((node as XmlElement).named)
}

function depthOf(element: XmlElement, sections: ReadonlySet<string>): number {
  let depth = 0
  for (let up: ParentNode | null = element; up && isElement(up as Node); up = (up as XmlElement).parentNode)
    if (sections.has((up as XmlElement).named)) depth++
  return depth
}

/** Whether an element stands right behind another, with nothing between. */
function touches(element: XmlElement): boolean {
  return element.behind !== undefined && isElement(element.behind)
}

export function idOf(element: XmlElement): string | undefined {
  return given(element, 'xml:id') ?? given(element, 'id') ?? given(element, 'ID')
}

/** The mark that a note begins with, as an element of its own. */
function labelIn(element: XmlElement): string | undefined {
  const first = element.childNodes.find(isElement) as XmlElement | undefined
  return first && (first.named === 'label' || first.named === 'seg')
    ? textOf(first).trim() || undefined
    : undefined
}

/** The text of an element, up to some hundred characters. */
function textOf(element: XmlElement): string {
  let text = ''
  for (const child of element.childNodes) {
    if (text.length > 200) break
    if (isText(child)) text += child.value
    else if (isElement(child)) text += textOf(child as XmlElement)
  }
  return text
}
