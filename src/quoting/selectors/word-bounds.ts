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

/** The whole words at the beginning of a text, at most so many characters; '' when the first word is longer. */
export function firstWords(text: string, most: number): string {
  let end = Math.min(most, text.length)
  while (end > 0 && !isWordBound(text, end)) end--
  return text.slice(0, end).trim()
}

/** The whole words at the end of a text, at most so many characters; '' when the last word is longer. */
export function lastWords(text: string, most: number): string {
  let start = Math.max(0, text.length - most)
  while (start < text.length && !isWordBound(text, start)) start++
  return text.slice(start).trim()
}
