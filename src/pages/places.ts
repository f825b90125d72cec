import type { PassageLocator } from '../numbering/numbering.ts'
import { placeWords } from '../numbering/words.ts'

/** Where a passage stands in an edition, behind what is said of its work: ` · p. 12 · 1094a18`. */
export function places(locators: readonly PassageLocator[]): string {
  return locators.map((place) => ` · ${placeWords(place)}`).join('')
}
