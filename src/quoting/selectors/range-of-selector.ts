import { findOccurrences, standingBetween } from '../../matching/occurrences.ts'
import type { ReadingText } from '../../matching/reading-text.ts'
import { canonicalWords } from '../../text/canonical.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { cutsGrapheme } from '../../text/offsets.ts'
import { blockAt } from '../hint.ts'
import type { BlockFragment, Selector, TextQuote, TextRange } from './selector.ts'
import { servedRange } from './served-range.ts'

/**
 * The words of a text that a selector selects, without white space at their ends: the first of several places.
 * Null when there are none, or when an end falls inside a character (a grapheme cluster).
 */
export function rangeOfSelector(text: ReadingText, selector: Selector): Utf16Range | null {
  const selected = selectedBy(text, selector)
  if (!selected) return null
  let { start, end } = selected
  while (start < end && text.text[start] === ' ') start++
  while (start < end && text.text[end - 1] === ' ') end--
  return start === end || cutsGrapheme(text.text, start) || cutsGrapheme(text.text, end)
    ? null
    : { start, end }
}

/** May be empty, and begin or end anywhere. */
function selectedBy(text: ReadingText, selector: Selector): Utf16Range | null {
  switch (selector.type) {
    case 'TextQuoteSelector':
      return selectedByWords(text, selector)
    case 'TextPositionSelector':
      return servedRange(text, selector)
    case 'FragmentSelector':
      return selectedInBlock(text, selector)
    case 'RangeSelector':
      return selectedFromTo(text, selector)
  }
}

function selectedByWords(text: ReadingText, { exact, ...context }: TextQuote): Utf16Range | null {
  const occurrences = findOccurrences(text, canonicalWords(exact))
  return standingBetween(text, occurrences, context)[0]?.range ?? null
}

/** What refines a block is applied to the block as to a text of its own. */
function selectedInBlock(text: ReadingText, { value, refinedBy }: BlockFragment): Utf16Range | null {
  const ordinal = blockAt(text, value.toLowerCase())
  const index = text.blocks.findIndex((block) => block.ordinal === ordinal)
  if (index < 0) return null
  const { text: block, offset } = text.slice(index, index + 1)
  const range = refinedBy ? selectedBy(block, refinedBy) : { start: 0, end: block.text.length }
  return range && { start: offset + range.start, end: offset + range.end }
}

/** The end selector's words are not part of the range (model §4.2.9). */
function selectedFromTo(text: ReadingText, { startSelector, endSelector }: TextRange): Utf16Range | null {
  const start = selectedBy(text, startSelector)?.start
  const end = selectedBy(text, endSelector)?.start
  return start === undefined || end === undefined || end < start ? null : { start, end }
}
