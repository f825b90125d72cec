import { OMISSION } from '../text/omission.ts'
import type { ReadingText } from './reading-text.ts'

/** Where a registered quote stands in a version: blocks by ordinal, offsets in code points of the block's text. */
interface QuoteStand {
  exact: string
  startBlock: number
  startOffset: number
  endBlock: number
  endOffset: number
}

/** Whether a registered quote stands in a text where it is told to, or does so with the words that it leaves out. */
export function standsIn(text: ReadingText, { exact, ...at }: QuoteStand): boolean {
  const range = text.range(
    { block: at.startBlock, offset: at.startOffset },
    { block: at.endBlock, offset: at.endOffset },
  )
  if (!range) return false
  const words = text.exact(range)
  if (words === exact) return true
  const parts = exact.split(OMISSION)
  if (parts.includes('')) return false
  if (!words.startsWith(parts[0]!) || !words.endsWith(parts.at(-1)!)) return false
  let from = 0
  return parts.every((part) => {
    const found = words.indexOf(part, from)
    from = found + part.length
    return found >= 0
  })
}
