/**
 * Words in quotation marks. Quotations within them have single marks, as in every handbook (The Chicago Manual of Style,
 * 18th edition, 12.30; MLA Handbook, 9th edition, 6.54); where they have these too, all stay as the source has them.
 */
export function quotedWords(words: string): string {
  const inner = words.includes('‘') ? words : words.replaceAll('“', '‘').replaceAll('”', '’')
  return `“${inner}”`
}
