/** Notes that no markup tells as such: a link leads to a place from which a link leads back. */
import { NOTE_LABEL } from './html-walk.ts'
import { attribute, elementsIn, lineIn, parentOf } from './nodes.ts'
import type { Element } from './tree.ts'
import type { Said } from './walk-page.ts'

const LABEL = /^[[(]?\s*(\d{1,3}|[*∗†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])]?[.:]?$/iu
const HOLDERS = new Set(['p', 'li', 'div', 'dd', 'td', 'aside', 'dt'])
const INLINE = new Set('a b cite em i font small span strong sup u'.split(' '))
const CLASSES_OF_CALLS = /\b(?:noteref|footnote-?ref|endnote-?ref|footnote|fnref|reference)\b/
/** Elements that a note has at most. */
const MOST_IN_NOTE = 300

/**
 * Finds the notes of a page: a link with a number that leads to a place from which a link leads back calls a note, and
 * the block with that place is the note. Answers what is to be said of these elements.
 */
export function findNotes(elements: readonly Element[]): Said {
  const links = elements.filter(({ tagName, attrs }) => tagName === 'a' && attrs.some(isWithin))
  const finder = new NoteFinder(links.length === 0 ? [] : elements)
  for (const link of links) finder.read(link)
  return finder.said
}

class NoteFinder {
  readonly said: Said = new Map()
  /** The label of each note that was found. */
  readonly #notes = new Map<Element, string>()
  readonly #labels = new Set<string>()
  readonly #byId = new Map<string, Element>()
  /** For each element the one before it in the same parent. */
  readonly #before = new Map<Element, Element>()
  readonly #links = new Map<Element, Element[]>()

  constructor(elements: readonly Element[]) {
    const last = new Map<unknown, Element>()
    for (const element of elements) {
      for (const id of idsOf(element)) if (!this.#byId.has(id)) this.#byId.set(id, element)
      const previous = last.get(element.parentNode)
      if (previous) this.#before.set(element, previous)
      last.set(element.parentNode, element)
    }
  }

  read(link: Element): void {
    const label = LABEL.exec(lineIn(link))?.[1]
    const target = this.#byId.get(targetOf(link))
    const note = target && holderOf(target)
    if (label === undefined || !note || note === holderOf(link) || this.#isInNote(link)) return
    const back = this.#linksBack(note, link)
    if (back.length > 0 || isSaid(link)) this.#found(note, link, { label, back })
  }

  #found(note: Element, link: Element, { label, back }: { label: string; back: readonly Element[] }): void {
    const known = this.#notes.get(note)
    const printed = known ?? (this.#labels.has(label) ? targetOf(link) : label)
    this.said.set(link, [
      ['role', 'doc-noteref'],
      [NOTE_LABEL, printed],
    ])
    for (const each of back) this.said.set(each, [['role', 'doc-backlink']])
    if (known !== undefined) return
    this.said.set(note, [
      ['role', 'doc-footnote'],
      ['id', targetOf(link)],
      [NOTE_LABEL, printed],
    ])
    this.#notes.set(note, printed)
    this.#labels.add(printed)
  }

  #isInNote(link: Element): boolean {
    for (let up = parentOf(link); up; up = parentOf(up)) if (this.#notes.has(up)) return true
    return false
  }

  #linksBack(note: Element, call: Element): Element[] {
    const places = this.#placesOf(call)
    return this.#linksIn(note).filter(({ attrs }) =>
      attrs.some((each) => isWithin(each) && places.has(each.value.slice(1))),
    )
  }

  /** Ids of a call, of what is around and in it, and of an anchor before it. */
  #placesOf(call: Element): Set<string> {
    const around = parentOf(call)
    const near = [call, around, around && parentOf(around), this.#before.get(call), ...call.childNodes]
    return new Set(near.flatMap((node) => (node && 'attrs' in node ? idsOf(node) : [])))
  }

  /** The links in a note, looked up once; none in what is too large for one. */
  #linksIn(note: Element): Element[] {
    const known = this.#links.get(note)
    if (known) return known
    let count = 0
    const within = elementsIn(note, () => ++count <= MOST_IN_NOTE)
    const found = count > MOST_IN_NOTE ? [] : within.filter(({ tagName }) => tagName === 'a')
    this.#links.set(note, found)
    return found
  }
}

function isWithin({ name, value }: { name: string; value: string }): boolean {
  return name === 'href' && value.length > 1 && value.startsWith('#')
}

function idsOf(element: Element): string[] {
  return ['id', 'name'].flatMap((name) => attribute(element, name) || [])
}

function isSaid(link: Element): boolean {
  const says = `${attribute(link, 'class') ?? ''} ${attribute(link, 'role') ?? ''}`
  return parentOf(link)?.tagName === 'sup' || CLASSES_OF_CALLS.test(says)
}

function targetOf(link: Element): string {
  const id = attribute(link, 'href')!.slice(1)
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** The block that an element is, or stands in. */
function holderOf(element: Element): Element | undefined {
  let holder: Element | undefined = element
  while (holder && INLINE.has(holder.tagName)) holder = parentOf(holder)
  return holder && HOLDERS.has(holder.tagName) ? holder : undefined
}
