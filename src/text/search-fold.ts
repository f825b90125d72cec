/**
 * A text reduced to what people type when they look for it: without accents, marks, case or punctuation,
 * single spaces between words. For finding only, never for identity; it may change at any time.
 */
export function searchFold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replace(/['\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
