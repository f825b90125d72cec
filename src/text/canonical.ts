/**
 * The two canonical texts of scheme 1 (docs/design.md, Identifiers). Frozen by test/fixtures/identity/vectors.json:
 * a changed rule is a new scheme, never an edit here. Code points are spelt out because `\s` and the
 * like differ between languages and releases of Unicode.
 */
import {
  BIDI_AND_VARIATION,
  COMPATIBILITY_RUN,
  DASH_RUN,
  DOUBLE_QUOTE,
  ELLIPSIS,
  IGNORABLE,
  SINGLE_QUOTE,
  UNEVEN_SPACE,
} from './code-points.ts'

/** C1, the exact text: well-formed, NFC, invisible characters deleted, white space folded and trimmed. */
export function canonicalExact(text: string): string {
  if (isPlainExact(text)) return text
  const composed = text.toWellFormed().replace(IGNORABLE, '').normalize('NFC')
  return trimSpaces(composed.replace(UNEVEN_SPACE, ' '))
}

/** C2, the words: C1 with typography folded (quotation marks, dashes, ellipses, presentation forms). */
export function canonicalWords(text: string): string {
  if (isPlainWords(text)) return text
  let folded = text
  for (;;) {
    const next = foldOnce(folded)
    if (next === folded) return next
    folded = next
  }
}

/** Whether a text is its words already. */
export function isCanonicalWords(text: string): boolean {
  return isPlainWords(text) || foldOnce(text) === text
}

function foldOnce(text: string): string {
  const compatible = canonicalExact(text).replace(COMPATIBILITY_RUN, (run) => run.normalize('NFKC'))
  return canonicalExact(compatible.replace(BIDI_AND_VARIATION, ''))
    .replace(SINGLE_QUOTE, "'")
    .replace(DOUBLE_QUOTE, '"')
    .replace(DASH_RUN, '-')
    .replace(ELLIPSIS, '...')
}

function trimSpaces(text: string): string {
  return text.slice(text.startsWith(' ') ? 1 : 0, text.endsWith(' ') ? -1 : text.length)
}

/** Most text is plain ASCII: one test spares it all the passes. True only where C1 changes nothing. */
function isPlainExact(text: string): boolean {
  return !/[^\x21-\x7e ]| {2}|^ | $/.test(text)
}

/** True only where C2 changes nothing. */
function isPlainWords(text: string): boolean {
  return !/[^\x21-\x7e ]| {2}|^ | $|`|''| -|- |--|\. ?\./.test(text)
}
