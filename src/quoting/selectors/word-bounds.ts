/** Word bounds as browsers know them (UAX #29 with the dictionaries of ICU); offsets are UTF-16. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Wider than any word that is none of a text made to hurt. */
const WINDOW = 64

/** Does no word go on over this offset? */
export function isWordBound(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true
  const from = Math.max(0, offset - WINDOW)
  const around = segmenter.segment(text.slice(from, offset + WINDOW))
  return around.containing(offset - from)!.index === offset - from
}

/** The whole words at the beginning of a text, at most so many characters; '' when there is but a longer one. */
export function firstWords(text: string, most: number): string {
  const limit = Math.min(most, text.length)
  let end = limit
  while (end > 0 && limit - end < WINDOW && !isWordBound(text, end)) end--
  return isWordBound(text, end) ? text.slice(0, end).trim() : ''
}

/** The whole words at the end of a text, at most so many characters; '' when there is but a longer one. */
export function lastWords(text: string, most: number): string {
  const limit = Math.max(0, text.length - most)
  let start = limit
  while (start < text.length && start - limit < WINDOW && !isWordBound(text, start)) start++
  return isWordBound(text, start) ? text.slice(start).trim() : ''
}
