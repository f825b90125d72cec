import type { CslItem } from '../csl/item.ts'

/** A line break or a control character, with the space around it. */
const BREAK = /[\p{Cc}\u2028\u2029]+/gu

/** The item with every text on one line: an entry is a line, and a title of a file may be broken. */
export function onOneLine(item: CslItem): CslItem {
  const broken = Object.entries(item).flatMap(([field, value]) => {
    if (typeof value !== 'string' || value.search(BREAK) < 0) return []
    return [[field, value.replace(BREAK, ' ').replace(/ {2,}/g, ' ').trim()]]
  })
  return broken.length === 0 ? item : { ...item, ...Object.fromEntries(broken) }
}
