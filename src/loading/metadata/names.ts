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

/** A name that a line has, with its place there in UTF-16 units. */
export interface ListedName extends NameRead {
  from: number
  to: number
}

/** A part of the line. */
interface Part {
  text: string
  at: number
}

/** Between persons, in several languages. */
const AND = /,? (?:and|und|et|en|og|och|oraz|и|&) /giu
/** The same in Spanish, Portuguese, Italian and Catalan, where they also join the two halves of a family name. */
const OR_HALVES = /,? [yei] /gu

/** Characters of a line that is read: beyond them there are more authors than are kept. */
const LONGEST = 20_000

/** The names in a line, such as `Doe, Jane and Smith, John`, in their order; their places are those in it, without spaces that are too many. */
export function readNames(text: string): ListedName[] {
  const line = { text: text.trim().replace(/ {2,}/g, ' '), at: 0 }
  if (line.text.length > LONGEST) return [placed([line], whole(line.text, 'unresolved'))]
  return cut(line, / ?; ?/g).flatMap(readJoined)
}

/** The parts of a line between what a pattern matches, without those that are empty. */
function cut({ text, at }: Part, between: RegExp): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { index, 0: found } of text.matchAll(between)) {
    parts.push({ text: text.slice(from, index), at: at + from })
    from = index + found.length
  }
  parts.push({ text: text.slice(from), at: at + from })
  return parts.filter((part) => part.text !== '')
}

/** A name that was read from parts which follow on one another. */
function placed(parts: readonly Part[], read: NameRead): ListedName {
  const last = parts.at(-1)!
  return { ...read, from: parts[0]!.at, to: last.at + last.text.length }
}

function kept(part: Part, certainty: 'certain' | 'unresolved'): ListedName[] {
  return [placed([part], whole(part.text, certainty))]
}

function readJoined(line: Part): ListedName[] {
  const parts = cut(line, AND)
  if (parts.length === 1) return readHalves(line)
  const last = parts.at(-1)!.text
  const named = looksOrganised(last) && (/^(?:the|die|der|das|les|los) /i.test(last) || isCapitals(last))
  if ((named ? parts.slice(0, -1) : parts).some(({ text }) => looksOrganised(text)))
    return kept(line, 'certain')
  // Marx and Engels; Smith, Jones and Brown: family names alone.
  if (parts.some(({ text }) => !text.includes(' ') && !looksOrganised(text))) return kept(line, 'unresolved')
  return parts.flatMap(readListed)
}

/** `Juan Pérez y María López` are two, `José Ortega y Gasset` is one. */
function readHalves(line: Part): ListedName[] {
  const halves = cut(line, OR_HALVES)
  const [first, last] = [halves[0]?.text ?? '', halves.at(-1)?.text ?? '']
  const areTwo = halves.length === 2 && last.includes(' ') && !last.includes(',') && first.includes(' ')
  return areTwo && !looksOrganised(line.text) ? halves.flatMap(readListed) : readListed(line)
}

/** A name, with or without its comma, or several with commas between them. */
function readListed(line: Part): ListedName[] {
  const parts = cut(line, / ?, ?/g)
  const [only] = parts
  if (only === undefined) return []
  if (parts.length === 1) return [placed([only], readPerson(only.text))]
  if (looksOrganised(line.text)) return kept(line, 'certain')
  return readWithSuffix(line, parts) ?? readPairs(parts) ?? readAll(parts) ?? kept(line, 'unresolved')
}

function readWithSuffix(line: Part, parts: readonly Part[]): ListedName[] | undefined {
  const at = parts.findIndex(({ text }, n) => n > 0 && isSuffix(text))
  const others = parts.filter((_, n) => n !== at)
  if (at < 0 || others.length > 2) return undefined
  const [family, given] = others
  const suffix = parts[at]!.text
  if (given !== undefined) return [placed([line], readSorted(family!.text, given.text, suffix))]
  const { name, certainty } = readPerson(family!.text)
  return certainty === 'probable'
    ? [placed([line], { name: { ...name, suffix }, certainty })]
    : kept({ ...line, text: `${family!.text}, ${suffix}` }, 'unresolved')
}

/** `Doe, Jane`; `Doe, J., Smith, A. B.`. Two names of several words each are two persons. */
function readPairs(parts: readonly Part[]): ListedName[] | undefined {
  if (parts.length % 2 > 0 || parts.some(({ text }) => text.split(' ').some(isTitle))) return undefined
  const pairs = Array.from(
    { length: parts.length / 2 },
    (_, n) => [parts[2 * n]!, parts[2 * n + 1]!] as const,
  )
  const [family, given] = pairs[0]!
  const isPair =
    pairs.length > 1 ? pairs.every(([, { text }]) => isInitials(text)) : !areTwo(family.text, given.text)
  return isPair ? pairs.map((pair) => placed(pair, readSorted(pair[0].text, pair[1].text))) : undefined
}

function areTwo(one: string, other: string): boolean {
  const words = one.split(' ')
  const isFamily = isParticle(words[0]!) || isIberianSurname(words[0]!)
  return words.length > 1 && other.includes(' ') && !isFamily && !other.split(' ').some(isInitials)
}

/** `Jane Doe, John Smith, Ann Lee`; names whose family name may stand first are several too, each of them whole. */
function readAll(parts: readonly Part[]): ListedName[] | undefined {
  const read = parts.map((part) => placed([part], readPerson(part.text)))
  const isName = ({ certainty, name }: NameRead) =>
    certainty === 'probable' || SEVERAL_CAPITALS.test(name.literal ?? '')
  return read.every(isName) ? read : undefined
}

const SEVERAL_CAPITALS = /^(?:\p{Lu}[^\s,]* ){1,4}\p{Lu}[^\s,]*$/u
