/**
 * Offsets. Wherever a number leaves the house it counts Unicode code points, as the W3C Selectors note
 * asks; JavaScript counts UTF-16 code units, so both stand side by side in answers.
 */

/** Number of code points in a well-formed text. */
export function codePointLength(text: string): number {
  let low = 0
  for (let i = 0; i < text.length; i++) if (isLowSurrogate(text.charCodeAt(i))) low++
  return text.length - low
}

/** Code points before the UTF-16 offset `utf16`. */
export function toCodePoints(text: string, utf16: number): number {
  let low = 0
  for (let i = 0; i < utf16; i++) if (isLowSurrogate(text.charCodeAt(i))) low++
  return utf16 - low
}

/** Tells the code points before offsets (UTF-16) of a text, in one pass for offsets in their order. */
export function codePointsIn(text: string): (utf16: number) => number {
  let at = 0
  let low = 0
  return (utf16) => {
    if (utf16 < at) [at, low] = [0, 0]
    for (; at < utf16; at++) if (isLowSurrogate(text.charCodeAt(at))) low++
    return utf16 - low
  }
}

/** UTF-16 offset of the code point offset `codePoints`; the text's length when it lies beyond the end. */
export function toUtf16(text: string, codePoints: number): number {
  let i = 0
  for (let left = codePoints; left > 0 && i < text.length; left--) {
    i += isHighSurrogate(text.charCodeAt(i)) ? 2 : 1
  }
  return Math.min(i, text.length)
}

/** Does the UTF-16 offset fall inside a grapheme cluster (UAX #29)? */
export function cutsGrapheme(text: string, utf16: number): boolean {
  if (utf16 <= 0 || utf16 >= text.length) return false
  if (text.charCodeAt(utf16 - 1) < FIRST_MARK && text.charCodeAt(utf16) < FIRST_MARK) return false
  const window = text.slice(Math.max(0, utf16 - GRAPHEME_CONTEXT), utf16 + GRAPHEME_CONTEXT)
  const offset = Math.min(utf16, GRAPHEME_CONTEXT)
  return graphemes().containing(window, offset).index !== offset
}

/** Below the first combining mark every character of a canonical text is a cluster of its own. */
const FIRST_MARK = 0x300

/** Wider than any cluster that is not made to hurt, so that a long text is never segmented whole. */
const GRAPHEME_CONTEXT = 256

let segmenter: Intl.Segmenter | undefined

function graphemes() {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return { containing: (text: string, at: number) => segmenter!.segment(text).containing(at)! }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
