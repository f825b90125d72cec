/** Fields of records as plain text. */
import { oneLine } from '../../text/one-line.ts'

/** Keywords, which CSL has in one text. */
export function keywordsOf(text: string | undefined = ''): string[] {
  return text.split(/[,;]/).map(oneLine).filter(Boolean)
}

/** The parts that say something, with a separator between them, or null. */
export function joined(parts: readonly (string | null | undefined)[], separator: string): string | null {
  const present = parts.filter((part) => part != null && part !== '')
  return present.length > 0 ? present.join(separator) : null
}
