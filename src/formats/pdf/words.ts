/** The words of a PDF with the places where they stand, in points from the upper left corner of their page. */

/** A run of characters as the page draws it. */
export interface Run {
  text: string
  /** Left and right edge, and the line that its letters stand on. */
  left: number
  right: number
  base: number
  /** Of its font. */
  size: number
}

/** A word: where it stands, from its left edge to its right one. */
export interface Word {
  text: string
  left: number
  right: number
}

/** A line, as it is read. */
export interface WordLine {
  words: Word[]
  base: number
  /** Of the letters of most of it. */
  size: number
}

/** A page, or the half of a sheet on which two are printed; its lines in reading order. */
export interface WordPage {
  /** The number of the sheet in the file, from 1. */
  sheet: number
  /** What the file calls it, such as `iv`; '' where it says nothing. */
  label: string
  width: number
  height: number
  /** The columns, parts of the page that are read one after the other. */
  columns: WordLine[][]
}

/** What a PDF says of itself, by names such as `title`. */
export type Said = readonly (readonly [name: string, value: string])[]
