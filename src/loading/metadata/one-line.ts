/** Control characters that are no white space. */
const CONTROL = /(?![\t-\r\u0085])\p{Cc}/gu
/** White space that breaks a line or spreads it. Spaces that typography chooses stay: no-break, thin, ideographic. */
const BREAK = /[\t-\r \u0085\u2028\u2029]+/g

/**
 * A text as metadata have it: one line, as a manifest's must be, since citations go to terminals and into files.
 * Undefined when nothing is left of it.
 */
export function oneLine(text: string): string | undefined {
  return text.replace(CONTROL, '').replace(BREAK, ' ').trim() || undefined
}

/** A text or a number as one line; undefined for any other value, and when nothing is left. */
export function lineOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) : undefined
}
