/** A line that names one or several → names with their certainty. What can be read in several ways is kept whole. */
import {
  isCapitals,
  isIberianSurname,
  isInitials,
  isParticle,
  isSuffix,
  isTitle,
  looksOrganised,
} from './name-words.ts'
import { type NameRead, readPerson, readSorted, whole } from './person.ts'

/** Between persons, in several languages. */
const AND = /,? (?:and|und|et|en|og|och|oraz|и|&) /iu
/** The same in Spanish, Portuguese, Italian and Catalan, where they also join the two halves of a family name. */
const OR_HALVES = / [yei] /u

/** Characters of a line that is read: beyond them there are more authors than are kept. */
const LONGEST = 20_000

/** The names in a line, such as `Doe, Jane and Smith, John`, in their order. */
export function readNames(text: string): NameRead[] {
  const line = text.trim().replace(/ {2,}/g, ' ')
  if (line.length > LONGEST) return [whole(line, 'unresolved')]
  const apart = line.split(/ ?; ?/).filter(Boolean)
  return apart.flatMap((part) => readJoined(part))
}

function readJoined(text: string): NameRead[] {
  const parts = text.split(AND)
  if (parts.length === 1) return readHalves(text)
  const last = parts.at(-1)!
  const named = looksOrganised(last) && (/^(?:the|die|der|das|les|los) /i.test(last) || isCapitals(last))
  if ((named ? parts.slice(0, -1) : parts).some(looksOrganised)) return [whole(text, 'certain')]
  // Marx and Engels; Smith, Jones and Brown: family names alone.
  if (parts.some((part) => !part.includes(' ') && !looksOrganised(part))) return [whole(text, 'unresolved')]
  return parts.flatMap(readListed)
}

/** `Juan Pérez y María López` are two, `José Ortega y Gasset` is one. */
function readHalves(text: string): NameRead[] {
  const halves = text.split(OR_HALVES)
  const areTwo = halves.length === 2 && !text.includes(',') && halves.every((half) => half.includes(' '))
  return areTwo && !looksOrganised(text) ? halves.map(readPerson) : readListed(text)
}

/** A name, with or without its comma, or several with commas between them. */
function readListed(text: string): NameRead[] {
  const parts = text.split(/ ?, ?/).filter(Boolean)
  const [only] = parts
  if (only === undefined) return []
  if (parts.length === 1) return [readPerson(only)]
  if (looksOrganised(text)) return [whole(text, 'certain')]
  return readWithSuffix(parts) ?? readPairs(parts) ?? readAll(parts) ?? [whole(text, 'unresolved')]
}

function readWithSuffix(parts: readonly string[]): NameRead[] | undefined {
  const at = parts.findIndex((part, n) => n > 0 && isSuffix(part))
  const others = parts.filter((_, n) => n !== at)
  if (at < 0 || others.length > 2) return undefined
  const [family, given] = others
  if (given !== undefined) return [readSorted(family!, given, parts[at]!)]
  const { name, certainty } = readPerson(family!)
  return [
    certainty === 'probable'
      ? { name: { ...name, suffix: parts[at]! }, certainty }
      : whole(parts.join(', '), 'unresolved'),
  ]
}

/** `Doe, Jane`; `Doe, J., Smith, A. B.`. Two names of several words each are two persons. */
function readPairs(parts: readonly string[]): NameRead[] | undefined {
  if (parts.length % 2 > 0 || parts.some((part) => part.split(' ').some(isTitle))) return undefined
  const pairs = Array.from(
    { length: parts.length / 2 },
    (_, n) => [parts[2 * n]!, parts[2 * n + 1]!] as const,
  )
  const [family, given] = pairs[0]!
  const isPair = pairs.length > 1 ? pairs.every(([, second]) => isInitials(second)) : !areTwo(family, given)
  return isPair ? pairs.map(([first, second]) => readSorted(first, second)) : undefined
}

function areTwo(one: string, other: string): boolean {
  const words = one.split(' ')
  const isFamily = isParticle(words[0]!) || isIberianSurname(words[0]!)
  return words.length > 1 && other.includes(' ') && !isFamily && !other.split(' ').some(isInitials)
}

/** `Jane Doe, John Smith, Ann Lee`. */
function readAll(parts: readonly string[]): NameRead[] | undefined {
  const read = parts.map(readPerson)
  return read.every(({ certainty }) => certainty === 'probable') ? read : undefined
}
