/** What names of persons and groups look like. */
import { isFunctionWord } from '../repair/function-words.ts'
import { wordListOf } from '../repair/word-list.ts'
import { readNames } from './names.ts'

const LONGEST = 100
/** Small words within names. */
const SMALL =
  /^(?:of|the|and|de|del|della|dei|di|du|des|der|den|dem|van|von|vom|zu|zur|zum|ter|ten|op|da|do|dos|das|e|y|et|und|la|las|le|les|los|el|al|ben|bin|ibn|bint|abu|af|av|für|für|für|для|и|d['’]\p{L}+|l['’]\p{L}+)$/iu

/** Short, without digits, no sentence, and with a capital on every word that is not small. */
export function looksLikeName(text: string, { loosely = false } = {}): boolean {
  if (text.length < 2 || text.length > LONGEST || /[\d:;?!|]/.test(text)) return false
  if (/\.$/.test(text) && !/(?:^|[\s.])\p{L}{1,3}\.$/u.test(text)) return false
  const words = text.split(/\s+/)
  if (words.length > 12) return false
  if (loosely) return true
  if (
    isFunctionWord(words[0]!) &&
    !/^(?:the|la|le|les|el|los|las|il|die|der|das|de|het)$/i.test(words[0]!) &&
    !SMALL.test(words[0]!)
  )
    return false
  return words.every(
    (word) => /^["'“‘(]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) || SMALL.test(word) || /^[&-]$/.test(word),
  )
}

/** Words that names of places begin with. */
const PLACE =
  /^(?:new|north|south|east|west|san|santa|sankt|saint|st\.?|los|las|port|fort|mount|lake|cape|buenos|rio|hong|costa|bad|nova|nuova|nueva|novi)$/i

/** Two to five words, each a name or small, the first of no title: and one at least that is no common word. */
export function looksLikePerson(text: string): boolean {
  if (text.length > LONGEST) return false
  const names = readNames(text)
  return names.length > 0 && names.every(({ from, to }) => isOnePerson(text.slice(from, to)))
}

function isOnePerson(name: string): boolean {
  const words = name.split(/\s+/)
  if (words.length < 2 || words.length > 5 || !looksLikeName(name) || name === name.toUpperCase())
    return false
  if (isFunctionWord(words[0]!) || PLACE.test(words[0]!) || !/^\p{Lu}/u.test(words.at(-1)!)) return false
  const english = wordListOf('en')
  const isCommon = (word: string) => english?.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')) === true
  return !words.filter((word) => !SMALL.test(word)).every(isCommon)
}
