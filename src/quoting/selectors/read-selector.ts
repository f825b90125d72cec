import { isPlace } from '../hint.ts'
import { isObject, type Members, refuse } from './refusal.ts'
import type { BlockFragment, RangeEnd, Selector, TextPosition, TextQuote } from './selector.ts'

/** Words around a quote need no more to tell it from its like. Characters. */
const LONGEST_CONTEXT = 2000
/** Characters of a quote, which has fewer code points; how many it may have is not said here. */
const LONGEST_EXACT = 100_000

/**
 * A selector of ours or of others; null when it is of a kind that selects nothing in a text of ours (XPath, CSS,
 * the CFI of an EPUB, a place in a film).
 *
 * @throws ColophonError `invalid_selector` for one that we should know and that is not as the model has it
 */
export function readSelector(value: unknown, pointer: string): Selector | null {
  if (isRangeOfPage(value)) return null
  if (!isObject(value) || value['type'] !== 'RangeSelector') return readEnd(value, pointer)
  const [startSelector, endSelector] = ['startSelector', 'endSelector'].map((name) => {
    if (!isObject(value[name])) refuse(`${pointer}/${name}`, 'must be a selector: a range has both ends.')
    return readEnd(value[name], `${pointer}/${name}`)
  })
  return startSelector && endSelector ? { type: 'RangeSelector', startSelector, endSelector } : null
}

/** Hypothesis names the ends of a range by XPath and offset, which the model does not know. */
export function isRangeOfPage(value: unknown): boolean {
  return isObject(value) && value['type'] === 'RangeSelector' && typeof value['startContainer'] === 'string'
}

function readEnd(value: unknown, pointer: string): RangeEnd | null {
  if (typeof value === 'string') return null
  if (!isObject(value)) refuse(pointer, 'must be a selector: an object with a "type".')
  if (value['type'] === 'FragmentSelector') return readFragment(value, pointer)
  const leaf = readLeaf(value, pointer)
  if (leaf && value['refinedBy'] !== undefined)
    refuse(`${pointer}/refinedBy`, 'is understood on a FragmentSelector only.')
  return leaf
}

function readLeaf(value: Members, pointer: string): TextQuote | TextPosition | null {
  switch (value['type']) {
    case 'TextQuoteSelector':
      return readQuote(value, pointer)
    case 'TextPositionSelector':
      return readPosition(value, pointer)
    case undefined:
      return refuse(pointer, 'needs a "type", such as TextQuoteSelector.')
    default:
      return null
  }
}

function readQuote(value: Members, pointer: string): TextQuote {
  const text = (name: string, longest: number): string | undefined => {
    const given = value[name]
    if (given === undefined && name !== 'exact') return undefined
    if (typeof given !== 'string') refuse(`${pointer}/${name}`, 'must be one text.')
    if (given.length > longest) refuse(`${pointer}/${name}`, `must have at most ${longest} characters.`)
    if (!given.isWellFormed() || given.includes('\0'))
      refuse(`${pointer}/${name}`, 'holds NUL or half of a surrogate pair. Send whole characters.')
    return given
  }
  const prefix = text('prefix', LONGEST_CONTEXT)
  const suffix = text('suffix', LONGEST_CONTEXT)
  return {
    type: 'TextQuoteSelector',
    exact: text('exact', LONGEST_EXACT)!,
    ...(prefix !== undefined && { prefix }),
    ...(suffix !== undefined && { suffix }),
  }
}

function readPosition(value: Members, pointer: string): TextPosition {
  const offset = (name: 'start' | 'end'): number => {
    const given = value[name]
    if (Number.isSafeInteger(given) && (given as number) >= 0) return given as number
    return refuse(`${pointer}/${name}`, 'must be a number of code points: a whole number from 0 on.')
  }
  const [start, end] = [offset('start'), offset('end')]
  if (end < start) refuse(`${pointer}/end`, `lies before the start: ${start} to ${end}.`)
  return { type: 'TextPositionSelector', start, end }
}

/** What conforms to a specification of fragments (of HTML, of media) is another's; ours name a block. */
function readFragment(value: Members, pointer: string): BlockFragment | null {
  const { value: place, refinedBy } = value
  if (typeof place !== 'string') refuse(`${pointer}/value`, 'must be one text: the part that is selected.')
  if (value['conformsTo'] !== undefined || !isPlace(place)) return null
  if (refinedBy === undefined) return { type: 'FragmentSelector', value: place }
  if (!isObject(refinedBy)) refuse(`${pointer}/refinedBy`, 'must be one selector.')
  const refining = readLeaf(refinedBy, `${pointer}/refinedBy`)
  if (!refining || refinedBy['refinedBy'] !== undefined)
    refuse(`${pointer}/refinedBy`, 'must be a TextQuoteSelector or a TextPositionSelector.')
  return { type: 'FragmentSelector', value: place, refinedBy: refining }
}
