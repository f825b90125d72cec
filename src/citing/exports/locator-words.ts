import type { Locator } from '../pieces/locator.ts'

/** A locator in words, for formats that have no field for it: `para. 4`, `paras. 4–6`. */
export function locatorWords(locator: Locator | undefined): string | null {
  if (!locator) return null
  const { start, end = start } = locator
  return end === start ? `para. ${start}` : `paras. ${start}–${end}`
}
