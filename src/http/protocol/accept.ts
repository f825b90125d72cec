import { parse } from 'content-type'

/** One range of media types of a field `Accept` (RFC 9110 §12.5.1), in lower case but for its parameters' values. */
export interface MediaRange {
  type: string
  quality: number
  parameters: ReadonlyMap<string, string>
}

/** What was chosen, and the range that asked for it. */
export interface Chosen<T extends string> {
  offer: T
  range: MediaRange
}

const RANGE = /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/

/** Reads `Accept`, in time that grows with its length. What is no range is left out, as if it were not there. */
export function readAccept(field: string): MediaRange[] {
  const ranges: MediaRange[] = []
  for (let start = 0; start < field.length; ) {
    const { type, parameters, index } = parse(field, { comma: true, start })
    if (RANGE.test(type)) ranges.push(rangeOf(type, new Map(Object.entries(parameters))))
    start = index + 1
  }
  return ranges
}

function rangeOf(type: string, parameters: ReadonlyMap<string, string>): MediaRange {
  const quality = Number(parameters.get('q') ?? 1)
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 1, parameters }
}

interface Rated<T extends string> extends Chosen<T> {
  specificity: number
  order: number
}

/**
 * The offer that is wanted most. The most specific range that an offer falls under gives it its weight; of equal
 * weights the more specific range goes first, then the earlier one, then the earlier offer. Of the parameters
 * only a charset that is not UTF-8 makes a difference here, and what `canonical` reads.
 *
 * @param canonical the type that a range stands for
 */
export function bestOffer<T extends string>(
  ranges: readonly MediaRange[],
  offers: readonly T[],
  canonical: (range: MediaRange) => string,
): Chosen<T> | undefined {
  const readable = ranges.filter(({ parameters }) => /^(?:utf-?8|)$/i.test(parameters.get('charset') ?? ''))
  return offers
    .map((offer) => rated(readable, offer, canonical))
    .filter((rating) => rating !== undefined)
    .filter(({ range }) => range.quality > 0)
    .sort(
      (a, b) => b.range.quality - a.range.quality || b.specificity - a.specificity || a.order - b.order,
    )[0]
}

function rated<T extends string>(
  ranges: readonly MediaRange[],
  offer: T,
  canonical: (range: MediaRange) => string,
): Rated<T> | undefined {
  let best: Rated<T> | undefined
  for (const [order, range] of ranges.entries()) {
    const specificity = specificityOf(range, offer, canonical)
    if (specificity === 0) continue
    const more = best === undefined || specificity > best.specificity
    if (more || (specificity === best!.specificity && range.quality > best!.range.quality)) {
      best = { offer, range, specificity, order }
    }
  }
  return best
}

/** 3 for the type itself, 2 for all subtypes, 1 for all types, 0 for others. */
function specificityOf(range: MediaRange, offer: string, canonical: (range: MediaRange) => string): number {
  const { type } = range
  if (canonical(range) === offer) return 3
  if (type === '*/*') return 1
  return type.endsWith('/*') && offer.startsWith(type.slice(0, -1)) ? 2 : 0
}
