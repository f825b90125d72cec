import { toUtf16 } from '../../src/text/offsets.ts'

/** The part of a text between two code point offsets, half-open. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const from = toUtf16(text, start)
  return text.slice(from, from + toUtf16(text.slice(from), end - start))
}
