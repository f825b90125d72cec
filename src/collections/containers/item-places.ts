/** Where the elements `item` of an export of WordPress stand. */
import type { FileWindow } from './file-window.ts'

/** An element, in bytes; `isWhole` unless the file ends in it. */
export interface ItemPlace {
  start: number
  end: number
  isWhole: boolean
}

const LESS_THAN = Buffer.from('<')
/** What hides tags, and what ends it. */
const HIDING: readonly [begin: string, end: Buffer][] = [
  ['<![CDATA[', Buffer.from(']]>')],
  ['<!--', Buffer.from('-->')],
]

/** The elements in their order. Tags in texts (CDATA) and comments are none. */
export function* itemsIn(window: FileWindow): Generator<ItemPlace> {
  let start = -1
  for (let at = window.indexOf(LESS_THAN, 0); at >= 0; at = window.indexOf(LESS_THAN, at)) {
    const beginning = window.read(at, 9).toString('latin1')
    const hiding = HIDING.find(([begin]) => beginning.startsWith(begin))
    if (hiding !== undefined) {
      const end = window.indexOf(hiding[1], at + hiding[0].length)
      if (end < 0) break
      at = end + hiding[1].length
      continue
    }
    if (start < 0 && /^<item[\s>]/.test(beginning)) start = at
    else if (start >= 0 && beginning.startsWith('</item>')) {
      yield { start, end: at + '</item>'.length, isWhole: true }
      start = -1
    }
    at++
  }
  if (start >= 0) yield { start, end: window.size, isWhole: false }
}
