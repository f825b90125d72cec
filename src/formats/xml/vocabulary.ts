/** What the elements of a vocabulary of XML mean to a text. */
import type { Told } from './told.ts'
import type { XmlElement } from './xml-tree.ts'

/**
 * What an element is read as: an element of HTML, maybe with a class (`p`, `div.verse`); `heading`, of the level of its
 * section; `note`, a note that stands where it is called; `body-of-note`, one that is called from elsewhere, by `call`;
 * `space`, a blank; `line`, one of a verse; `"` and words that are shown in its place; `!` and what it is, for an element that is left out whole. Behind `~` it is
 * parted by a blank from an element that it touches.
 */
export type Meaning = string

/** A vocabulary: all of it follows from one table. */
export interface Vocabulary {
  /** With its article, for sentences. */
  what: string
  meanings: Readonly<Record<string, Meaning | ((element: XmlElement) => Meaning)>>
  /** Elements that headings are one level deeper in. */
  sections: ReadonlySet<string>
  /** Elements that stand in one line when they follow one another: what such a run is read as. */
  runs?: readonly { of: ReadonlySet<string>; within?: ReadonlySet<string>; as: Meaning }[]
  /** What the document says of its work. */
  metadata(root: XmlElement): Told[]
  /** Where the numberings of an edition change, in the order of the document. */
  places?(elements: readonly XmlElement[]): Place[]
}

/** From an element on, a numbering has this value. */
export interface Place {
  label: string
  value: string
  element: XmlElement
  /** Whether it ends with the element. */
  isWithin?: boolean
}
