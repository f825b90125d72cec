/** What the marks of a block say of the block as such. */
import type { SourceMark } from './source-marks.ts'

/** The number that an item of a list has in the source; undefined for one of a list without numbers. */
export function itemNumber(marks: readonly SourceMark[]): number | undefined {
  const item = marks.findLast(({ rule }) => rule === 'list-item')
  const [, digits] =
    /^item:(\d{1,9})$/.exec(item?.kind ?? '') ?? /^\s*(\d{1,9})[.)]/.exec(item?.source ?? '') ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** The label by which a note is called; undefined for one that is called by none. */
export function noteLabel(marks: readonly SourceMark[]): string | undefined {
  const label = marks.find(({ rule }) => rule === 'footnote-label')
  return /^note:(.*)$/.exec(label?.kind ?? '')?.[1] ?? /^\[\^([^\]]*)\]/.exec(label?.source ?? '')?.[1]
}
