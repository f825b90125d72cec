import { placeWords } from '../../numbering/words.ts'
import type { Passage } from './cited-thing.ts'

/** Where a passage stands, in words, for formats that have no field for it: `p. 12`, `pp. 12–13`, `para. 4`, `paras. 4–6`. */
export function locatorWords(passage: Passage | undefined): string | null {
  if (passage?.place) return placeWords(passage.place)
  if (!passage?.locator) return null
  const { start, end = start } = passage.locator
  return end === start ? `para. ${start}` : `paras. ${start}–${end}`
}
